import Basics
import CCurl
import Glibc

/// The thread that runs all transfers: an epoll loop around `curl_multi_socket_action`. While idle, it
/// sleeps without wake-ups. The cost of an event does not depend on the number of transfers.
///
/// Times are those of `SuspendingClock`, which like the timers of libcurl stops while the machine is
/// suspended.
///
/// Sendable is safe: `shared` has a lock, and everything else is used on the thread only, in `run` and
/// in the callbacks of libcurl that it causes.
final class CurlThread: @unchecked Sendable {
  /// Work for the thread, done in the order of submission.
  enum Command: Sendable {
    /// Starts a fetch. The completion is called on the thread, once.
    case start(Request, Transfer.ID, Transfer.Completion)
    /// Cancels a fetch if it is running.
    case cancel(Transfer.ID)
    case call(@Sendable (CurlThread) -> Void)
    /// Ends the thread. No command may follow.
    case end
  }

  private struct Shared {
    var commands: [Command] = []
    var isAsleep = false
    var lastID = 0
  }

  private let shared = Locked(Shared())
  private let wakeup: Int32

  private let maximumConnections: Int
  let poller: SocketPoller
  let curlURL = CurlURL()
  /// The last one gets new transfers; the others finish theirs.
  private var multis: [MultiHandle] = []
  private var lastMultiNumber: UInt32 = 0
  private var testSettings: EasyHandle.TestSettings
  private let tlsSessionCache = TLSSessionCache()
  private var cookieShares: [String: CookieShare] = [:]
  private var running: [Transfer.ID: Transfer] = [:]
  private var idle: [Transfer] = []
  /// The maximum number of idle transfers that are kept.
  private static let maximumIdle = 64
  /// The results that are delivered together before the thread sleeps. Delivered one by one, each
  /// would wake another thread.
  private var results: [(completion: Transfer.Completion, result: Result<Response, FetchError>)] =
    []

  /// - Parameter maximumConnections: The number of connections after which a multi handle is
  ///   replaced.
  init(maximumConnections: Int, testSettings: EasyHandle.TestSettings) {
    curl_global_init(Int(CURL_GLOBAL_ALL))
    self.maximumConnections = maximumConnections
    self.testSettings = testSettings
    wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    poller = SocketPoller(wakeup: wakeup)
    begin()
  }

  deinit { Glibc.close(wakeup) }

  private func begin() {
    // The thread retains this object until it ends.
    let retained = Unmanaged.passRetained(self).toOpaque()
    var id = pthread_t()
    let code = pthread_create(
      &id, nil,
      { context in
        let curlThread = Unmanaged<CurlThread>.fromOpaque(context!).takeRetainedValue()
        curlThread.run()
        return nil
      }, retained)
    precondition(code == 0, "cannot create the curl thread: error \(code)")
    pthread_detach(id)
  }

  // MARK: From any thread

  func makeID() -> Transfer.ID {
    shared.withLock { shared in
      shared.lastID += 1
      return shared.lastID
    }
  }

  func submit(_ command: Command) {
    let wasAsleep = shared.withLock { shared in
      shared.commands.append(command)
      defer { shared.isAsleep = false }
      return shared.isAsleep
    }
    if wasAsleep { eventfd_write(wakeup, 1) }
  }

  // MARK: The loop

  private func run() {
    // Other threads handle signals, except for errors of this thread. SIGPIPE, which TLS can cause,
    // is ignored.
    var signals = sigset_t()
    sigfillset(&signals)
    for error in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&signals, error) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    // libcurl decodes international names, which only proxies can have, by the locale.
    let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let original = uselocale(utf8)
    defer {
      uselocale(original)
      if let utf8 { freelocale(utf8) }
    }
    while performDueWork() {
      poller.wait(timeout: sleepTimeout()) { event in
        multis.first { $0.number == event.owner }?.perform(on: event.socket, event.actions)
      }
    }
    close()
  }

  /// Executes commands, timeouts and the ends of transfers; returns false when the thread is to end.
  private func performDueWork() -> Bool {
    let commands = shared.withLock { shared in
      shared.isAsleep = false
      defer { shared.commands = [] }
      return shared.commands
    }
    for command in commands {
      switch command {
      case .start(let request, let id, let completion): start(request, id, completion)
      case .cancel(let id): running[id]?.cancel()
      case .call(let body): body(self)
      case .end: return false
      }
    }
    let now = SuspendingClock.now
    for multi in multis { multi.performTimeouts(at: now) }
    for multi in multis { endTransfers(of: multi) }
    if multis.count > 1 { closeUnusedMultis() }
    deliverResults()
    return true
  }

  /// Returns the milliseconds that the thread may sleep; -1 for any time.
  private func sleepTimeout() -> Int32 {
    let deadline = multis.compactMap(\.deadline).min()
    return shared.withLock { shared in
      guard shared.commands.isEmpty else { return 0 }
      shared.isAsleep = true
      guard let deadline else { return -1 }
      let milliseconds = (deadline - SuspendingClock.now) / .milliseconds(1)
      return Int32(max(0, min(1e6, milliseconds.rounded(.up))))
    }
  }

  private func endTransfers(of multi: MultiHandle) {
    while let (easy, code) = multi.nextResult() {
      let transfer = Transfer.of(easy)
      remove(transfer)
      transfer.didEnd(code)
    }
  }

  // MARK: Transfers

  private func start(
    _ request: Request, _ id: Transfer.ID, _ completion: @escaping Transfer.Completion
  ) {
    let transfer = idle.popLast() ?? Transfer(thread: self, testSettings: testSettings)
    running[id] = transfer
    transfer.begin(request, id: id, completion: completion)
  }

  /// Runs a transfer whose handle is prepared.
  func add(_ transfer: Transfer) {
    let multi = currentMulti
    guard multi.add(transfer.easy) else { return transfer.didEnd(CURLE_OUT_OF_MEMORY) }
    transfer.multi = multi
  }

  private func remove(_ transfer: Transfer) {
    transfer.multi?.remove(transfer.easy)
    transfer.multi = nil
  }

  /// Makes a transfer available for another fetch, whether libcurl has ended it or not.
  func retire(_ transfer: Transfer) {
    remove(transfer)
    running[transfer.id] = nil
    if idle.count < Self.maximumIdle { idle.append(transfer) }
  }

  /// Stores a result until the results are delivered.
  func finish(_ completion: @escaping Transfer.Completion, _ result: Result<Response, FetchError>) {
    results.append((completion, result))
  }

  private func deliverResults() {
    guard !results.isEmpty else { return }
    for (completion, result) in results { completion(result) }
    results.removeAll(keepingCapacity: true)
  }

  /// Returns the share for the TLS sessions of a host.
  func tlsSessions(of host: String) -> UnsafeMutableRawPointer? {
    tlsSessionCache.share(host: host)
  }

  /// Returns the share of the cookie jar with a name.
  func cookieShare(_ jar: String) -> CookieShare {
    let share = cookieShares[jar] ?? CookieShare()
    cookieShares[jar] = share
    return share
  }

  func setResolvedNames(_ names: [String]) {
    testSettings.resolvedNames = names
    for transfer in Array(running.values) + idle { transfer.handle.setResolvedNames(names) }
  }

  // MARK: Connections

  /// The handle for new transfers. There are at most two, so that slow servers cannot accumulate
  /// connections.
  private var currentMulti: MultiHandle {
    if let last = multis.last, !last.isExhausted || multis.count > 1 { return last }
    lastMultiNumber += 1
    let multi = MultiHandle(
      number: lastMultiNumber, maximumConnections: maximumConnections, poller: poller)
    multis.append(multi)
    return multi
  }

  private func closeUnusedMultis() { close(multis.dropLast().filter { $0.transferCount == 0 }) }

  /// Closes idle connections that their servers have closed. libcurl keeps them, and their TLS state,
  /// until it needs a connection to the same host.
  /// - Returns: Whether connections remain.
  func closeStaleConnections() -> Bool {
    close(multis.filter { $0.transferCount == 0 && poller.areMostConnectionsStale(of: $0.number) })
    return poller.hasConnections
  }

  private func close(_ unused: [MultiHandle]) {
    multis.removeAll { multi in unused.contains { $0 === multi } }
    for multi in unused { multi.close() }
  }

  private func close() {
    for transfer in Array(running.values) { transfer.cancel() }
    deliverResults()
    idle = []
    for multi in multis { multi.close() }
    multis = []
    cookieShares = [:]
    tlsSessionCache.close()
  }
}
