import Basics
import News
import WebURL

/// Who may talk to which host when: one request in flight per host, a pause between two, those who
/// wait served in the order they came; and a bound on all hosts together.
///
/// A source has one request waiting at most, so sources of one host take runner, and a host that
/// hangs keeps only those waiting who ask for it: where its answer does not come for some time, its
/// place among all goes to another.
actor HostQueue {
  /// How many hosts are talked to at once.
  private var limit: Int
  private let clock: any WatchClock
  private var hosts: [String: Host] = [:]
  /// Those who talk, by ticket, since when; steady seconds.
  private var talking: [Int: Double] = [:]
  /// Those who have talked for so long that they take up no place.
  private var slow: Set<Int> = []
  private var isWatching = false
  private var announced: [String: Int] = [:]
  /// Those whose host is free and who wait for the bound.
  private var ready = Line()
  private var tickets = 0
  private var sweptCount = 0
  /// How long hosts are remembered: the longest pause that anyone asks for.
  private var longestPause = RobotsCache.longestDelay

  /// Seconds after which somebody who waits for an answer takes up no place,
  static let tolerance = 5.0
  /// and for how many times the bound that is so.
  static let slowPerPlace = 3

  private struct Host {
    var isBusy = false
    var line = Line()
    /// When the last one left it, steady seconds, and the pause it asked for.
    var leftAt = -Double.infinity
    var pause = 0.0
  }

  init(limit: Int, clock: any WatchClock) {
    self.limit = max(1, limit)
    self.clock = clock
  }

  /// A lower limit takes effect as those who talk leave.
  func change(limit: Int) {
    self.limit = max(1, limit)
    admit()
  }

  /// Runs the work when it is its turn.
  /// - Parameter pause: seconds to keep between this request and those before and after it to the
  ///   host; of two that differ the longer one holds.
  /// - Throws: what the work throws; `CancellationError` when cancelled while waiting.
  nonisolated func withTurn<T: Sendable>(
    _ host: String, pause: Double, _ work: @Sendable () async throws -> T
  ) async throws -> T {
    let ticket = try await enter(host, pause: pause)
    do {
      let result = try await work()
      await leave(host, ticket, pause: pause)
      return result
    } catch {
      await leave(host, ticket, pause: pause)
      throw error
    }
  }

  /// Announces that the host will be asked; false where it is announced so often already.
  func announce(_ host: String, most: Int) -> Bool {
    guard announced[host, default: 0] < most else { return false }
    announced[host, default: 0] += 1
    return true
  }

  /// What was announced has been done.
  func withdraw(_ host: String) {
    announced[host, default: 1] -= 1
    if announced[host] == 0 { announced[host] = nil }
  }

  private func enter(_ name: String, pause: Double) async throws -> Int {
    tickets += 1
    let ticket = tickets
    if hosts[name]?.isBusy == true {
      try await wait(in: .host(name), ticket)
    } else {
      hosts[name, default: Host()].isBusy = true
    }
    do {
      let freeAt = hosts[name].map { $0.leftAt + max($0.pause, pause) } ?? 0
      if freeAt > clock.steady { try await clock.sleep(until: freeAt) }
      if talking.count < limit {
        talking[ticket] = clock.steady
      } else {
        watch()
        try await wait(in: .ready, ticket)
      }
      return ticket
    } catch {
      pass(name)
      throw error
    }
  }

  private func leave(_ name: String, _ ticket: Int, pause: Double) {
    talking[ticket] = nil
    slow.remove(ticket)
    admit()
    if !ready.isEmpty { watch() }
    hosts[name]?.leftAt = clock.steady
    hosts[name]?.pause = pause
    longestPause = max(longestPause, pause)
    pass(name)
  }

  /// Hands the host to whoever is next.
  private func pass(_ name: String) {
    if let (_, next) = hosts[name]?.line.popFirst() {
      next.resume()
    } else if hosts[name].map({ isForgettable($0) }) ?? true {
      hosts[name] = nil
    } else {
      hosts[name]?.isBusy = false
      forgetIdle()
    }
  }

  /// Hosts are many over the years; those whose pause is over need no place.
  private func forgetIdle() {
    guard hosts.count > 2 * sweptCount + 64 else { return }
    hosts = hosts.filter { $0.value.isBusy || !isForgettable($0.value) }
    sweptCount = hosts.count
  }

  private func isForgettable(_ host: Host) -> Bool {
    host.leftAt + longestPause <= clock.steady
  }

  /// Lets in whoever there is a place for.
  private func admit() {
    while talking.count < limit, let (ticket, next) = ready.popFirst() {
      talking[ticket] = clock.steady
      next.resume()
    }
  }

  /// While somebody waits for the bound: sees to those who keep a place and get no answer.
  private func watch() {
    guard !isWatching else { return }
    isWatching = true
    Task {
      repeat {
        let oldest = talking.values.min() ?? clock.steady
        try? await clock.sleep(until: oldest + HostQueue.tolerance)
        passOverSlow()
      } while !ready.isEmpty && slow.count < limit * HostQueue.slowPerPlace
      isWatching = false
    }
  }

  private func passOverSlow() {
    let limit = clock.steady - HostQueue.tolerance
    for (ticket, since) in talking
    where since <= limit && slow.count < self.limit * HostQueue.slowPerPlace {
      talking[ticket] = nil
      slow.insert(ticket)
    }
    admit()
  }

  /// Waits to be resumed by whoever leaves; throws `CancellationError` without having had a turn.
  private func wait(in line: Place, _ ticket: Int) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: Waiter) in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        change(line) { $0.append(ticket, continuation) }
      }
    } onCancel: {
      Task { await self.cancel(ticket, in: line) }
    }
  }

  private func cancel(_ ticket: Int, in line: Place) {
    change(line) { $0.remove(ticket) }?.resume(throwing: CancellationError())
  }

  private func change<T>(_ place: Place, _ body: (inout Line) -> T) -> T {
    switch place {
    case .host(let name): body(&hosts[name, default: Host()].line)
    case .ready: body(&ready)
    }
  }

  private enum Place: Sendable {
    case host(String)
    case ready
  }
}

private typealias Waiter = CheckedContinuation<Void, any Error>

/// Those who wait, first come, first served.
private struct Line {
  private var order: [Int] = []
  private var head = 0
  private var waiters: [Int: Waiter] = [:]

  mutating func append(_ ticket: Int, _ waiter: Waiter) {
    order.append(ticket)
    waiters[ticket] = waiter
  }

  mutating func remove(_ ticket: Int) -> Waiter? { waiters.removeValue(forKey: ticket) }

  var isEmpty: Bool { waiters.isEmpty }

  /// Tickets whose waiter has left are passed over.
  mutating func popFirst() -> (ticket: Int, waiter: Waiter)? {
    while head < order.count {
      let ticket = order[head]
      head += 1
      if head > 64, head * 2 > order.count {
        order.removeFirst(head)
        head = 0
      }
      if let waiter = waiters.removeValue(forKey: ticket) { return (ticket, waiter) }
    }
    return nil
  }
}

extension WebURL {
  /// The host whose turn is taken: a root dot at the end of its name makes it no other.
  var queueHost: String { comparableHost }
}
