import Basics
import Testing
import Watch

@testable import ledewatch

@Suite struct ProgressDisplayTests {
  /// A terminal and a clock of a test.
  private final class Terminal: WatchClock {
    let text = Locked("")
    let elapsed = Locked(Duration.zero)
    let wasContinued = Locked(false)
    let size = Locked<TerminalSize?>(TerminalSize(columns: 40, rows: 24))
    private let start = ContinuousClock.now

    var now: ContinuousClock.Instant { start + elapsed.withLock(\.self) }
    var timestamp: Timestamp { .epoch }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {}

    func write(_ bytes: [UInt8]) { text.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }

    /// Returns what was written since the last call.
    func takeText() -> String {
      text.withLock { text in
        defer { text = "" }
        return text
      }
    }

    func pass(_ duration: Duration) { elapsed.withLock { $0 += duration } }
  }

  private let terminal = Terminal()
  private let display: ProgressDisplay

  init() {
    display = ProgressDisplay(
      maximumLines: 6, isColored: false, clock: terminal,
      wasContinued: { [terminal] in
        terminal.wasContinued.withLock { value in
          defer { value = false }
          return value
        }
      },
      size: { [terminal] in terminal.size.withLock(\.self) },
      write: { [terminal] in terminal.write($0) })
    display.report(.round(source: "a", .begun))
    display.report(.round(source: "b", .begun))
    terminal.pass(.seconds(1))
  }

  @Test func `Lines are drawn once, and again when they change`() {
    display.draw()
    #expect(terminal.takeText() == "a  begins\nb  begins")
    display.draw()
    #expect(terminal.takeText() == "")
    display.report(.round(source: "a", .ended(isFailed: false)))
    display.draw()
    #expect(terminal.takeText() == "\r\u{1B}[1A\u{1B}[Jb  begins")
  }

  @Test func `The lines are cleared before another line, and drawn below it`() {
    display.draw()
    _ = terminal.takeText()
    terminal.pass(.seconds(1))
    display.interrupted { terminal.write(Array("result\n".utf8)) }
    #expect(terminal.takeText() == "\r\u{1B}[1A\u{1B}[Jresult\na  begins\nb  begins")
    // Many lines in a short time are not each followed by a drawing.
    display.interrupted { terminal.write(Array("result\n".utf8)) }
    #expect(terminal.takeText() == "\r\u{1B}[1A\u{1B}[Jresult\n")
  }

  @Test func `The end clears the lines, and nothing is drawn later`() {
    display.draw()
    _ = terminal.takeText()
    display.end()
    #expect(terminal.takeText() == "\r\u{1B}[1A\u{1B}[J")
    display.draw()
    display.interrupted {}
    display.end()
    #expect(terminal.takeText() == "")
  }

  @Test func `A terminal that became narrower shows a line in several rows`() {
    display.report(.round(source: "a", .waiting(.host("a.example"))))
    display.draw()
    #expect(terminal.takeText().hasPrefix("a  waiting for another request to a.ex…\n"))
    terminal.size.withLock { $0?.columns = 20 }
    display.end()
    #expect(terminal.takeText() == "\r\u{1B}[2A\u{1B}[J")
  }

  @Test func `After a stop, the next drawing waits for one interval`() {
    display.draw()
    _ = terminal.takeText()
    terminal.pass(.seconds(60))
    display.report(.round(source: "a", .ended(isFailed: false)))
    display.draw()
    #expect(terminal.takeText() == "")
    terminal.wasContinued.withLock { $0 = true }
    terminal.pass(ProgressDisplay.interval)
    display.draw()
    #expect(terminal.takeText() == "b  begins")
  }

  @Test func `Nothing is drawn in the background, or over what was written meanwhile`() {
    terminal.size.withLock { $0 = nil }
    display.draw()
    #expect(terminal.takeText() == "")
    terminal.size.withLock { $0 = TerminalSize(columns: 40, rows: 24) }
    display.draw()
    _ = terminal.takeText()
    terminal.wasContinued.withLock { $0 = true }
    display.draw()
    #expect(terminal.takeText() == "a  begins\nb  begins")
  }
}
