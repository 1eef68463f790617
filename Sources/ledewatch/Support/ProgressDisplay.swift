import Basics
import Glibc
import Watch

/// The lines at the end of a terminal that show a work in progress. They are cleared before any other line is
/// written, and drawn again below it.
///
/// The cursor stays visible and the terminal in its usual mode, so that nothing must be restored when the
/// process is stopped or killed.
final class ProgressDisplay: Sendable {
  private struct Picture {
    var lines: [String] = []
    var lastDraw: ContinuousClock.Instant?
    /// The time of the last call of `draw`.
    var lastCall: ContinuousClock.Instant?
    var isEnded = false
  }

  /// The time between two drawings.
  static let interval = Duration.milliseconds(125)

  private let clock: any WatchClock
  private let maximumLines: Int
  /// Returns the size of the terminal; nil while it must not be written to.
  private let size: @Sendable () -> TerminalSize?
  private let isColored: Bool
  /// Returns once after the process was stopped and continued that other programs may have written below the
  /// lines.
  private let wasContinued: @Sendable () -> Bool
  private let write: @Sendable ([UInt8]) -> Void
  // Two locks, because a terminal that is stopped must not stop those who report.
  private let model: Locked<ProgressModel>
  private let picture = Locked(Picture())

  init(
    maximumLines: Int, isColored: Bool, clock: any WatchClock = SystemClock(),
    wasContinued: @escaping @Sendable () -> Bool = { false },
    size: @escaping @Sendable () -> TerminalSize?, write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.clock = clock
    self.maximumLines = maximumLines
    self.size = size
    self.isColored = isColored
    self.wasContinued = wasContinued
    self.write = write
    model = Locked(ProgressModel(start: clock.now))
  }

  func report(_ event: ProgressEvent) {
    let now = clock.now
    model.withLock { $0.apply(event, at: now) }
  }

  /// Draws the lines if they have changed. It is called at each interval.
  func draw() {
    picture.withLock { picture in
      let now = clock.now
      defer { picture.lastCall = now }
      // The process may have been stopped, and `wasContinued` may not tell it yet.
      if let last = picture.lastCall, now - last > ProgressDisplay.interval * 4 { return }
      draw(&picture)
    }
  }

  /// Clears the lines, calls `body`, which writes whole lines, and draws the lines below them.
  func interrupted<Result>(_ body: () -> Result) -> Result {
    picture.withLock { picture in
      clear(&picture)
      let result = body()
      let code = errno
      if picture.lastDraw.map({ clock.now - $0 >= ProgressDisplay.interval }) ?? true {
        draw(&picture)
      }
      errno = code
      return result
    }
  }

  /// Clears the lines for good.
  func end() {
    picture.withLock { picture in
      guard !picture.isEnded else { return }
      clear(&picture)
      picture = Picture(isEnded: true)
    }
  }

  private func draw(_ picture: inout Picture) {
    guard !picture.isEnded, let size = size() else { return }
    let now = clock.now
    // A line that fills the last column may move the cursor to the next one.
    let style = TerminalStyle(width: max(10, size.columns - 1), isColored: isColored)
    let maximum = min(maximumLines, max(1, size.rows - 1))
    let lines = model.withLock { $0.lines(style, maximum: maximum, at: now) }
    if wasContinued() { picture.lines = [] }
    guard lines != picture.lines else { return }
    write(Array((clearing(picture) + lines.joined(separator: "\n")).utf8))
    (picture.lines, picture.lastDraw) = (lines, now)
  }

  private func clear(_ picture: inout Picture) {
    if wasContinued() { picture.lines = [] }
    let clearing = clearing(picture)
    if !clearing.isEmpty { write(Array(clearing.utf8)) }
    picture.lines = []
  }

  /// Returns the control sequence that clears the drawn lines. A terminal that became narrower shows each
  /// of them in several rows.
  private func clearing(_ picture: Picture) -> String {
    guard !picture.lines.isEmpty else { return "" }
    let columns = max(1, size()?.columns ?? TerminalSize.usualColumns)
    let rows = picture.lines.reduce(0) { rows, line in
      rows + max(1, (Terminal.columnsWithoutColors(of: line) + columns - 1) / columns)
    }
    return "\r" + (rows > 1 ? "\u{1B}[\(rows - 1)A" : "") + "\u{1B}[J"
  }
}

extension Terminal {
  /// Returns the number of columns of a line that contains color codes.
  static func columnsWithoutColors(of line: String) -> Int {
    let parts = line.split(separator: "\u{1B}", omittingEmptySubsequences: false)
    return columns(of: parts[0])
      + parts.dropFirst().reduce(0) { sum, part in
        sum + columns(of: part.drop { $0 != "m" }.dropFirst())
      }
  }
}
