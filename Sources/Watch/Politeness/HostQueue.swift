import Basics
import News
import WebURL

/// The queue of requests: one request at a time per host, with a delay between two of them, first
/// come, first served; and a maximum number of requests to all hosts together.
///
/// A source has at most one waiting request, so the sources of one host alternate. A host that hangs
/// delays only the requests to itself: if its response takes long, its slot goes to another host.
actor HostQueue {
  /// The maximum number of rounds of one host that run concurrently, so that a host that hangs does
  /// not use the slots of others.
  static let maximumRoundsPerHost = 8
  /// The time after which a request that waits for its response no longer uses a slot.
  static let slowThreshold = Duration.seconds(5)
  /// The maximum number of such slow requests per slot.
  static let maximumSlowPerSlot = 3

  private struct Host {
    var isBusy = false
    var waiters = WaitQueue()
    /// The end of the last request; nil before the first one has ended.
    var lastEnd: ContinuousClock.Instant?
    /// The delay that the last request asked for.
    var delay = Duration.zero
  }

  /// The maximum number of concurrent requests.
  private var maximumActive: Int
  private let clock: any WatchClock
  private var hosts: [String: Host] = [:]
  /// The start times of the requests that use a slot, by request id.
  private var active: [Int: ContinuousClock.Instant] = [:]
  /// The requests that have run for so long that they use no slot.
  private var slow: Set<Int> = []
  private var isMonitoringSlow = false
  private var reservations: [String: Int] = [:]
  /// The requests whose host is free and that wait for a slot.
  private var ready = WaitQueue()
  private var lastID = 0
  private var hostCountAfterCleanup = 0
  /// The time for which an idle host is remembered: the maximum delay that any request asked for.
  private var maximumDelay = RobotsCache.maximumCrawlDelay

  init(maximumActive: Int, clock: any WatchClock) {
    self.maximumActive = max(1, maximumActive)
    self.clock = clock
  }

  /// Changes the maximum number of concurrent requests. A lower value takes effect as running
  /// requests end.
  func setMaximumActive(_ maximum: Int) {
    maximumActive = max(1, maximum)
    startReady()
  }

  /// Runs `body` when the host is free and a slot is available.
  /// - Parameter delay: the time between this request and the previous and next one to the host.
  ///   If two requests differ, the longer delay holds.
  /// - Parameter onWait: called with the reason each time the request has to wait.
  /// - Throws: the errors of `body`; `CancellationError` if the task is cancelled while it waits.
  nonisolated func withSlot<T: Sendable>(
    for host: String, delay: Duration, onWait: (@Sendable (RequestWait) -> Void)? = nil,
    _ body: @Sendable () async throws -> T
  ) async throws -> T {
    let id = try await acquire(host, delay: delay, onWait)
    do {
      let result = try await body()
      await release(host, id, delay: delay)
      return result
    } catch {
      await release(host, id, delay: delay)
      throw error
    }
  }

  // MARK: - Reservations

  /// Counts a request that is about to be made. Returns false if the host has the maximum number of
  /// reservations.
  func reserve(_ host: String, maximum: Int) -> Bool {
    guard reservations[host, default: 0] < maximum else { return false }
    reservations[host, default: 0] += 1
    return true
  }

  /// Ends a reservation.
  func cancelReservation(_ host: String) {
    reservations[host, default: 1] -= 1
    if reservations[host] == 0 { reservations[host] = nil }
  }

  // MARK: - Slots

  private func acquire(
    _ name: String, delay: Duration, _ onWait: (@Sendable (RequestWait) -> Void)?
  ) async throws -> Int {
    lastID += 1
    let id = lastID
    if hosts[name]?.isBusy == true {
      onWait?(.host(name))
      try await wait(in: .host(name), id)
    } else {
      hosts[name, default: Host()].isBusy = true
    }
    do {
      if let host = hosts[name], let lastEnd = host.lastEnd {
        let freeTime = lastEnd + max(host.delay, delay)
        if freeTime > clock.now {
          onWait?(.pause(host: name, until: freeTime))
          try await clock.sleep(until: freeTime)
        }
      }
      if active.count < maximumActive {
        active[id] = clock.now
      } else {
        monitorSlow()
        onWait?(.slot)
        try await wait(in: .ready, id)
      }
      return id
    } catch {
      releaseHost(name)
      throw error
    }
  }

  private func release(_ name: String, _ id: Int, delay: Duration) {
    active[id] = nil
    slow.remove(id)
    startReady()
    if !ready.isEmpty { monitorSlow() }
    hosts[name]?.lastEnd = clock.now
    hosts[name]?.delay = delay
    maximumDelay = max(maximumDelay, delay)
    releaseHost(name)
  }

  /// Passes the host to its next waiter.
  private func releaseHost(_ name: String) {
    if let (_, next) = hosts[name]?.waiters.popFirst() {
      next.resume()
    } else if hosts[name].map({ isExpired($0) }) ?? true {
      hosts[name] = nil
    } else {
      hosts[name]?.isBusy = false
      removeExpiredHosts()
    }
  }

  /// Removes the hosts whose delay is over; a long-running service meets many hosts.
  private func removeExpiredHosts() {
    guard hosts.count > 2 * hostCountAfterCleanup + 64 else { return }
    hosts = hosts.filter { $0.value.isBusy || !isExpired($0.value) }
    hostCountAfterCleanup = hosts.count
  }

  private func isExpired(_ host: Host) -> Bool {
    host.lastEnd.map { $0 + maximumDelay <= clock.now } ?? true
  }

  /// Starts ready requests while slots are free.
  private func startReady() {
    while active.count < maximumActive, let (id, next) = ready.popFirst() {
      active[id] = clock.now
      next.resume()
    }
  }

  // MARK: - Slow requests

  /// Frees the slots of slow requests while others wait for a slot.
  private func monitorSlow() {
    guard !isMonitoringSlow else { return }
    isMonitoringSlow = true
    Task {
      repeat {
        let oldest = active.values.min() ?? clock.now
        try? await clock.sleep(until: oldest + HostQueue.slowThreshold)
        freeSlowSlots()
      } while !ready.isEmpty && slow.count < maximumSlow
      isMonitoringSlow = false
    }
  }

  private var maximumSlow: Int { maximumActive * HostQueue.maximumSlowPerSlot }

  private func freeSlowSlots() {
    let latestStart = clock.now - HostQueue.slowThreshold
    for (id, start) in active where start <= latestStart && slow.count < maximumSlow {
      active[id] = nil
      slow.insert(id)
    }
    startReady()
  }

  // MARK: - Waiting

  private enum Queue: Sendable {
    case host(String)
    case ready
  }

  /// Waits until a request that ends resumes this one. Throws `CancellationError` without a slot.
  private func wait(in queue: Queue, _ id: Int) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: Waiter) in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        modify(queue) { $0.append(id, continuation) }
      }
    } onCancel: {
      Task { await self.cancel(id, in: queue) }
    }
  }

  private func cancel(_ id: Int, in queue: Queue) {
    modify(queue) { $0.remove(id) }?.resume(throwing: CancellationError())
  }

  private func modify<T>(_ queue: Queue, _ body: (inout WaitQueue) -> T) -> T {
    switch queue {
    case .host(let name): body(&hosts[name, default: Host()].waiters)
    case .ready: body(&ready)
    }
  }
}

private typealias Waiter = CheckedContinuation<Void, any Error>

/// A first-in, first-out queue of waiting requests that can be removed by id.
private struct WaitQueue {
  private var order: [Int] = []
  private var head = 0
  private var waiters: [Int: Waiter] = [:]

  mutating func append(_ id: Int, _ waiter: Waiter) {
    order.append(id)
    waiters[id] = waiter
  }

  mutating func remove(_ id: Int) -> Waiter? { waiters.removeValue(forKey: id) }

  var isEmpty: Bool { waiters.isEmpty }

  /// Removes the first waiter, skipping the ids of removed ones.
  mutating func popFirst() -> (id: Int, waiter: Waiter)? {
    while head < order.count {
      let id = order[head]
      head += 1
      if head > 64, head * 2 > order.count {
        order.removeFirst(head)
        head = 0
      }
      if let waiter = waiters.removeValue(forKey: id) { return (id, waiter) }
    }
    return nil
  }
}

extension WebURL {
  /// The name of the host's queue. A root dot at the end of a host name makes no difference.
  var queueHost: String { comparableHost }
}
