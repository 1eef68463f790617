import Glibc
import Synchronization
import Testing

@testable import ledewatch

@Suite struct SignalsTests {
  /// Handles signals in order, and returns the exit statuses and the number of hang-ups.
  private func handle(
    _ signals: [Int32], stop: @escaping @Sendable () async -> Void = {}
  ) async -> (statuses: [Int32], hangUps: Int) {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    for signal in signals { continuation.yield(signal) }
    continuation.finish()
    let hangUps = Mutex(0)
    var statuses: [Int32] = []
    await Signals.handle(
      stream, stop: stop, hangUp: { hangUps.withLock { $0 += 1 } },
      terminate: { statuses.append($0) })
    return (statuses, hangUps.withLock { $0 })
  }

  @Test func `The first signal stops in order`() async {
    let (stopped, stop) = AsyncStream.makeStream(of: Void.self)
    let result = await handle([SIGTERM]) { stop.finish() }
    for await _ in stopped {}
    #expect(result.statuses == [])
  }

  @Test(arguments: [[SIGTERM, SIGTERM], [SIGINT, SIGTERM]])
  func `The second signal ends the process, although stopping takes long`(signals: [Int32]) async {
    let (never, end) = AsyncStream.makeStream(of: Void.self)
    let result = await handle(signals) { for await _ in never {} }
    #expect(result.statuses == [128 + SIGTERM])
    end.finish()
  }

  @Test func `SIGHUP reloads and does not count as a request to stop`() async {
    let result = await handle([SIGHUP, SIGTERM, SIGHUP])
    #expect(result.statuses == [] && result.hangUps == 2)
  }
}

@Suite struct ContinuationTests {
  @Test func `A continuation is noted once`() async {
    Signals.noteContinuations()
    kill(getpid(), SIGCONT)
    while !Signals.takeContinuation() { await Task.yield() }
    #expect(!Signals.takeContinuation())
  }
}
