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

  @Test func `Each host has one request at a time, within the maximum, and all are served`()
    async throws
  {
    let clock = TestClock()
    // Nobody takes long.
    clock.drive()
    let queue = HostQueue(maximumActive: 3, clock: clock)
    let gate = Gate()
    try await withThrowingTaskGroup { group in
      for i in 0..<200 {
        let host = "host\(i % 7)"
        group.addTask {
          try await queue.withSlot(for: host, delay: .zero) {
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

  @Test func `A host that hangs does not delay requests to others`() async throws {
    let queue = HostQueue(maximumActive: 2, clock: TestClock())
    let (answers, server) = AsyncStream<Never>.makeStream()
    let (entered, entrance) = AsyncStream<Void>.makeStream()
    let hung = Task {
      try await queue.withSlot(for: "slow", delay: .zero) {
        entrance.finish()
        for await _ in answers {}
        try Task.checkCancellation()
      }
    }
    for await _ in entered {}
    let behind = Task { try await queue.withSlot(for: "slow", delay: .zero) {} }
    for _ in 0..<20 { try await queue.withSlot(for: "quick", delay: .zero) {} }
    behind.cancel()
    await #expect(throws: CancellationError.self) { try await behind.value }
    hung.cancel()
    await #expect(throws: CancellationError.self) { try await hung.value }
    server.finish()
    try await queue.withSlot(for: "slow", delay: .zero) {}
  }

  @Test func `Slow requests free their slots, up to a maximum`() async throws {
    let clock = TestClock()
    clock.drive()
    let queue = HostQueue(maximumActive: 2, clock: clock)
    let gate = Gate()
    let hung = (0..<9).map { i in
      Task {
        try await queue.withSlot(for: "slow\(i)", delay: .zero) {
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
      clock.pass(HostQueue.slowThreshold)
    }
    // Six are slow, which is the bound, and two talk: the ninth has to wait.
    for _ in 0..<100 { await Task.yield() }
    #expect(gate.begun.count == 8)
    for task in hung[0..<8] { task.cancel() }
    while gate.begun.count < 9 { await Task.yield() }
    try await queue.withSlot(for: "quick", delay: .zero) {}
    hung[8].cancel()
    for task in hung { await #expect(throws: CancellationError.self) { try await task.value } }
  }

  @Test func `The delay is kept between requests to one host only`() async throws {
    let clock = TestClock()
    let queue = HostQueue(maximumActive: 2, clock: clock)
    try await queue.withSlot(for: "a", delay: .seconds(5)) {}
    try await queue.withSlot(for: "b", delay: .seconds(5)) {}
    #expect(clock.elapsed == .zero)
    try await queue.withSlot(for: "a", delay: .seconds(5)) {}
    #expect(clock.elapsed == .seconds(5))
    try await queue.withSlot(for: "a", delay: .zero) {}
    #expect(clock.elapsed == .seconds(10))
    try await queue.withSlot(for: "a", delay: .zero) {}
    #expect(clock.elapsed == .seconds(10))
  }

  @Test func `The longer of two delays holds, before and after a request`() async throws {
    let clock = TestClock()
    let queue = HostQueue(maximumActive: 2, clock: clock)
    var begun: [Duration] = []
    for pause in [0, 5, 0, 0, 5] {
      begun.append(
        try await queue.withSlot(for: "a", delay: .seconds(pause)) { clock.elapsed })
      // Others come and go meanwhile.
      for i in 0..<100 { try await queue.withSlot(for: "b\(i)\(begun.count)", delay: .zero) {} }
    }
    #expect(begun == [0, 5, 10, 10, 15].map { .seconds($0) })
  }

  @Test func `A root dot, a port or capitals make no difference to the host`() {
    let addresses = ["http://a.example/", "https://A.Example.:8443/x", "http://a.example:81/"]
    #expect(Set(addresses.map { WebURL($0)!.queueHost }) == ["a.example"])
    #expect(WebURL("http://www.a.example/").queueHost == "www.a.example")
  }

  @Test func `A request that fails frees its slot`() async throws {
    let queue = HostQueue(maximumActive: 1, clock: TestClock())
    for _ in 0..<3 {
      await #expect(throws: Broken.self) {
        try await queue.withSlot(for: "a", delay: .zero) { throw Broken() }
      }
    }
    try await queue.withSlot(for: "a", delay: .zero) {}
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
      try await queue.withSlot(for: host, delay: .zero) {
        begin.finish()
        for await _ in ended {}
      }
    }
    for await _ in begun {}
    return (task, { end.finish() })
  }

  @Test func `Requests to a host run in order`() async throws {
    let queue = HostQueue(maximumActive: 2, clock: TestClock())
    let (first, release) = await hold(queue, "a")
    let order = Locked<[Int]>([])
    var all: [Task<Void, any Error>] = []
    for i in 0..<10 {
      all.append(
        Task {
          try await queue.withSlot(for: "a", delay: .zero) { order.withLock { $0.append(i) } }
        })
      // Waits until the request is queued.
      for _ in 0..<200 { await Task.yield() }
    }
    release()
    try await first.value
    for task in all { try await task.value }
    #expect(order.withLock { $0 } == Array(0..<10))
  }

  @Test func `A higher maximum starts waiting requests`() async throws {
    let clock = TestClock()
    // Nobody takes long.
    clock.drive()
    let queue = HostQueue(maximumActive: 1, clock: clock)
    let (first, release) = await hold(queue, "a")
    let isIn = Locked(false)
    let second = Task {
      try await queue.withSlot(for: "b", delay: .zero) { isIn.withLock { $0 = true } }
    }
    for _ in 0..<200 { await Task.yield() }
    #expect(!isIn.withLock { $0 })
    await queue.setMaximumActive(2)
    for _ in 0..<10_000 where !isIn.withLock({ $0 }) { await Task.yield() }
    #expect(isIn.withLock { $0 })
    release()
    try await first.value
    try await second.value
  }

  @Test func `The delay is kept after a failed request, too`() async throws {
    let clock = TestClock()
    let queue = HostQueue(maximumActive: 1, clock: clock)
    await #expect(throws: Broken.self) {
      try await queue.withSlot(for: "a", delay: .seconds(5)) { throw Broken() }
    }
    try await queue.withSlot(for: "a", delay: .zero) {}
    #expect(clock.elapsed == .seconds(5))
  }
}
