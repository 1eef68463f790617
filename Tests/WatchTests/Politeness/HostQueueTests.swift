import Basics
import News
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Watch

@Suite struct HostQueueTests {
  /// Lets work begin, and end when told.
  private final class Gate: Sendable {
    private let state = Mutex(
      (begun: [String](), running: [String: Int](), most: 0, overlap: false))

    var begun: [String] { state.withLock { $0.begun } }
    var overlapped: Bool { state.withLock { $0.overlap } }
    var most: Int { state.withLock { $0.most } }

    func enter(_ host: String, _ name: String) {
      state.withLock { state in
        state.begun.append(name)
        state.running[host, default: 0] += 1
        if state.running[host]! > 1 { state.overlap = true }
        state.most = max(state.most, state.running.values.reduce(0, +))
      }
    }

    func leave(_ host: String) { state.withLock { $0.running[host]! -= 1 } }
  }

  @Test("one request in flight per host, never more hosts than allowed, everyone served")
  func bounds() async throws {
    let clock = FakeTimepiece()
    // Nobody takes long.
    clock.drive()
    let queue = HostQueue(limit: 3, clock: clock)
    let gate = Gate()
    try await withThrowingTaskGroup { group in
      for i in 0..<200 {
        let host = "host\(i % 7)"
        group.addTask {
          try await queue.withTurn(host, pause: 0) {
            gate.enter(host, "\(i)")
            for _ in 0..<5 { await Task.yield() }
            gate.leave(host)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(gate.begun.count == 200)
    #expect(!gate.overlapped)
    #expect(gate.most <= 3)
  }

  @Test("a host that hangs keeps nobody waiting who asks for another")
  func hanging() async throws {
    let queue = HostQueue(limit: 2, clock: FakeTimepiece())
    let (answers, server) = AsyncStream<Never>.makeStream()
    let hung = Task {
      try await queue.withTurn("slow", pause: 0) {
        for await _ in answers {}
        try Task.checkCancellation()
      }
    }
    let behind = Task { try await queue.withTurn("slow", pause: 0) {} }
    for _ in 0..<20 { try await queue.withTurn("quick", pause: 0) {} }
    behind.cancel()
    await #expect(throws: CancellationError.self) { try await behind.value }
    hung.cancel()
    await #expect(throws: CancellationError.self) { try await hung.value }
    server.finish()
    try await queue.withTurn("slow", pause: 0) {}
  }

  @Test("those who get no answer for long take up no place, so many of them")
  func slow() async throws {
    let clock = FakeTimepiece()
    clock.drive()
    let queue = HostQueue(limit: 2, clock: clock)
    let gate = Gate()
    let hung = (0..<9).map { i in
      Task {
        try await queue.withTurn("slow\(i)", pause: 0) {
          gate.enter("slow\(i)", "slow\(i)")
          for await _ in AsyncStream(Void.self, { _ in }) {}
          try Task.checkCancellation()
        }
      }
    }
    // Two talk; the others wait, and somebody watches over them.
    for count in [2, 4, 6, 8] {
      while gate.begun.count < count { await Task.yield() }
      await clock.rest(sleepers: count < 8 ? 1 : 0)
      clock.pass(HostQueue.tolerance)
    }
    // Six are slow, which is the bound, and two talk: the ninth has to wait.
    for _ in 0..<100 { await Task.yield() }
    #expect(gate.begun.count == 8)
    for task in hung[0..<8] { task.cancel() }
    while gate.begun.count < 9 { await Task.yield() }
    try await queue.withTurn("quick", pause: 0) {}
    hung[8].cancel()
    for task in hung { await #expect(throws: CancellationError.self) { try await task.value } }
  }

  @Test("between two requests to a host lies its pause, and none to another")
  func pauses() async throws {
    let clock = FakeTimepiece()
    let queue = HostQueue(limit: 2, clock: clock)
    try await queue.withTurn("a", pause: 5) {}
    try await queue.withTurn("b", pause: 5) {}
    #expect(clock.steady == 0)
    try await queue.withTurn("a", pause: 5) {}
    #expect(clock.steady == 5)
    try await queue.withTurn("a", pause: 0) {}
    #expect(clock.steady == 10)
    try await queue.withTurn("a", pause: 0) {}
    #expect(clock.steady == 10)
  }

  @Test("of two pauses that differ the longer one holds, before and after")
  func unequalPauses() async throws {
    let clock = FakeTimepiece()
    let queue = HostQueue(limit: 2, clock: clock)
    var begun: [Double] = []
    for pause in [0, 5, 0, 0, 5] as [Double] {
      begun.append(try await queue.withTurn("a", pause: pause) { clock.steady })
      // Others come and go meanwhile.
      for i in 0..<100 { try await queue.withTurn("b\(i)\(begun.count)", pause: 0) {} }
    }
    #expect(begun == [0, 5, 10, 10, 15])
  }

  @Test("a root dot, another port or capitals make no other host")
  func names() {
    let addresses = ["http://a.example/", "https://A.Example.:8443/x", "http://a.example:81/"]
    #expect(Set(addresses.map { WebURL($0)!.queueHost }) == ["a.example"])
    #expect(WebURL("http://www.a.example/").queueHost == "www.a.example")
  }

  @Test("a request that fails lets the next one through")
  func failures() async throws {
    let queue = HostQueue(limit: 1, clock: FakeTimepiece())
    for _ in 0..<3 {
      await #expect(throws: Broken.self) {
        try await queue.withTurn("a", pause: 0) { throw Broken() }
      }
    }
    try await queue.withTurn("a", pause: 0) {}
  }
}

@Suite struct HostQueueOrderTests {
  /// Holds a host until told.
  private func hold(
    _ queue: HostQueue, _ host: String
  ) async -> (Task<Void, any Error>, @Sendable () -> Void) {
    let (begun, begin) = AsyncStream<Void>.makeStream()
    let (ended, end) = AsyncStream<Void>.makeStream()
    let task = Task {
      try await queue.withTurn(host, pause: 0) {
        begin.finish()
        for await _ in ended {}
      }
    }
    for await _ in begun {}
    return (task, { end.finish() })
  }

  @Test func `Those who wait for a host are served in the order they came`() async throws {
    let queue = HostQueue(limit: 2, clock: FakeTimepiece())
    let (first, release) = await hold(queue, "a")
    let order = Locked<[Int]>([])
    var all: [Task<Void, any Error>] = []
    for i in 0..<10 {
      all.append(
        Task {
          try await queue.withTurn("a", pause: 0) { order.withLock { $0.append(i) } }
        })
      // Until it stands in the line.
      for _ in 0..<200 { await Task.yield() }
    }
    release()
    try await first.value
    for task in all { try await task.value }
    #expect(order.withLock { $0 } == Array(0..<10))
  }

  @Test func `A higher limit lets those in who wait for it`() async throws {
    let clock = FakeTimepiece()
    // Nobody takes long.
    clock.drive()
    let queue = HostQueue(limit: 1, clock: clock)
    let (first, release) = await hold(queue, "a")
    let isIn = Locked(false)
    let second = Task { try await queue.withTurn("b", pause: 0) { isIn.withLock { $0 = true } } }
    for _ in 0..<200 { await Task.yield() }
    #expect(!isIn.withLock { $0 })
    await queue.change(limit: 2)
    for _ in 0..<10_000 where !isIn.withLock({ $0 }) { await Task.yield() }
    #expect(isIn.withLock { $0 })
    release()
    try await first.value
    try await second.value
  }

  @Test func `After a request that failed, too, the pause is kept`() async throws {
    let clock = FakeTimepiece()
    let queue = HostQueue(limit: 1, clock: clock)
    await #expect(throws: Broken.self) {
      try await queue.withTurn("a", pause: 5) { throw Broken() }
    }
    try await queue.withTurn("a", pause: 0) {}
    #expect(clock.steady == 5)
  }
}
