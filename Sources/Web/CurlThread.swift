import CCurl
import Glibc

/// The thread that all transfers run on: an epoll loop around `curl_multi_socket_action`. Idle, it
/// sleeps without a wake-up; a ready socket costs the same whether ten transfers wait or ten thousand.
///
/// Sendable: `shared` is behind its lock, and all else is touched on the thread alone: in `run`, and
/// in libcurl's callbacks below it.
final class CurlThread: @unchecked Sendable {
  /// What others want of it. Done in order, on the thread.
  enum Order: Sendable {
    /// Begins a fetch; the completion is called on the thread, once.
    case start(Request, Transfer.ID, Transfer.Completion)
    /// Ends a fetch that runs; nothing where none does.
    case cancel(Transfer.ID)
    case call(@Sendable (CurlThread) -> Void)
    /// Nothing may follow.
    case end
  }

  private struct Shared {
    var orders: [Order] = []
    var isAsleep = false
    var lastID = 0
  }

  private let shared = Lock(Shared())
  private let wakeup: Int32

  private let connections: Int
  let sockets: Sockets
  /// The newest takes the transfers to come; the others end theirs.
  private var multis: [Multi] = []
  private var lastNumber: UInt32 = 0
  private var world: Handle.World
  private let sessions = TLSSessions()
  let curlURL = CurlURL()
  private var jars: [String: SharedJar] = [:]
  private var running: [Transfer.ID: Transfer] = [:]
  private var idle: [Transfer] = []
  /// Told together, before the thread sleeps: one by one, each would wake another thread.
  private var finished: [(completion: Transfer.Completion, result: Result<Reply, FetchError>)] = []

  /// - Parameters:
  ///   - connections: after how many libcurl's multi handle is replaced.
  init(connections: Int, world: Handle.World) {
    curl_global_init(Int(CURL_GLOBAL_ALL))
    self.connections = connections
    self.world = world
    wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    sockets = Sockets(wakeup: wakeup)
    begin()
  }

  deinit { Glibc.close(wakeup) }

  private func begin() {
    // The thread keeps this object until its end.
    let retained = Unmanaged.passRetained(self).toOpaque()
    var id = pthread_t()
    let code = pthread_create(
      &id, nil,
      { context in
        let me = Unmanaged<CurlThread>.fromOpaque(context!).takeRetainedValue()
        me.run()
        return nil
      }, retained)
    precondition(code == 0, "no thread to be had: \(code)")
    pthread_detach(id)
  }

  // MARK: From any thread

  func newID() -> Transfer.ID {
    shared.with { shared in
      shared.lastID += 1
      return shared.lastID
    }
  }

  func order(_ order: Order) {
    let wasAsleep = shared.with { shared in
      shared.orders.append(order)
      defer { shared.isAsleep = false }
      return shared.isAsleep
    }
    if wasAsleep { eventfd_write(wakeup, 1) }
  }

  /// Ends the thread after what was ordered.
  func end() { order(.end) }

  // MARK: On the thread

  private func run() {
    // Signals are for the program's other threads, but for a fault of this one's own. A SIGPIPE,
    // which a write of TLS can bring, is for nobody.
    var signals = sigset_t()
    sigfillset(&signals)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&signals, fault) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    // libcurl reads international host names by the locale; those that come to us are UTF-8.
    let unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let original = uselocale(unicode)
    defer {
      uselocale(original)
      if let unicode { freelocale(unicode) }
    }
    while takeWork() {
      sockets.wait(timeout: timeout()) { event in
        multis.first { $0.number == event.owner }?.act(on: event.socket, event.what)
      }
    }
    close()
  }

  /// Does what is due; false when the thread is to end.
  private func takeWork() -> Bool {
    let orders = shared.with { shared in
      shared.isAsleep = false
      defer { shared.orders = [] }
      return shared.orders
    }
    for order in orders {
      switch order {
      case .start(let request, let id, let completion): start(request, id, completion)
      case .cancel(let id): running[id]?.cancel()
      case .call(let work): work(self)
      case .end: return false
      }
    }
    let now = Clock.now
    for multi in multis { multi.act(at: now) }
    for multi in multis { takeResults(of: multi) }
    if multis.count > 1 { closeWorn() }
    tellFinished()
    return true
  }

  /// Milliseconds that the thread may sleep.
  private func timeout() -> Int32 {
    let deadline = multis.compactMap(\.deadline).min()
    return shared.with { shared in
      guard shared.orders.isEmpty else { return 0 }
      shared.isAsleep = true
      guard let deadline else { return -1 }
      return Int32(max(0, min(1e6, ((deadline - Clock.now) * 1000).rounded(.up))))
    }
  }

  private func takeResults(of multi: Multi) {
    while let (easy, code) = multi.takeResult() {
      let transfer = Transfer.of(easy)
      remove(transfer)
      transfer.ended(code)
    }
  }

  /// Closes those that are worn and done.
  private func closeWorn() { close(multis.dropLast().filter { $0.count == 0 }) }

  /// Gives up connections that their servers have closed: libcurl keeps them, and what TLS needs for
  /// them, until it looks for one again.
  /// - Returns: Whether any are kept yet.
  func closeLost() -> Bool {
    close(multis.filter { $0.count == 0 && sockets.areMostlyLost(of: $0.number) })
    return sockets.hasConnections
  }

  private func close(_ done: [Multi]) {
    multis.removeAll { multi in done.contains { $0 === multi } }
    for multi in done { multi.close() }
  }

  func rename(_ names: [String]) {
    world.fixedNames = names
    for transfer in Array(running.values) + idle { transfer.rename(names) }
  }

  private func start(
    _ request: Request, _ id: Transfer.ID, _ completion: @escaping Transfer.Completion
  ) {
    let transfer = idle.popLast() ?? Transfer(thread: self, world: world)
    running[id] = transfer
    transfer.begin(request, id: id, completion: completion)
  }

  func add(_ transfer: Transfer) {
    let multi = newest
    guard multi.add(transfer.easy) else { return transfer.ended(CURLE_OUT_OF_MEMORY) }
    transfer.multi = multi
  }

  private func remove(_ transfer: Transfer) {
    transfer.multi?.remove(transfer.easy)
    transfer.multi = nil
  }

  /// One that is not worn. A third would let servers that keep us waiting pile up connections.
  private var newest: Multi {
    if let last = multis.last, !last.isWorn || multis.count > 1 { return last }
    lastNumber += 1
    let multi = Multi(number: lastNumber, connections: connections, sockets: sockets)
    multis.append(multi)
    return multi
  }

  /// Takes back a transfer that is done, whether libcurl was or not.
  func retire(_ transfer: Transfer) {
    remove(transfer)
    running[transfer.id] = nil
    if idle.count < 64 { idle.append(transfer) }
  }

  /// What a transfer to the host shares with others that have no jar: TLS sessions.
  func share(host: String) -> UnsafeMutableRawPointer? { sessions.share(host: host) }

  func jar(_ name: String) -> SharedJar {
    let known = jars[name] ?? SharedJar()
    jars[name] = known
    return known
  }

  /// Keeps what has come of a transfer, to tell it.
  func finish(_ completion: @escaping Transfer.Completion, _ result: Result<Reply, FetchError>) {
    finished.append((completion, result))
  }

  private func tellFinished() {
    guard !finished.isEmpty else { return }
    for (completion, result) in finished { completion(result) }
    finished.removeAll(keepingCapacity: true)
  }

  private func close() {
    for transfer in Array(running.values) { transfer.cancel() }
    tellFinished()
    idle = []
    for multi in multis { multi.close() }
    multis = []
    jars = [:]
    sessions.close()
  }
}

enum Clock {
  /// Seconds, monotonic.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
