import CCurl
import Glibc

/// The thread that all transfers run on: an epoll loop around `curl_multi_socket_action`, which is
/// also the executor of the client's actor. Idle, it sleeps without a wake-up; a ready socket costs
/// the same whether ten transfers wait or ten thousand.
///
/// Sendable: `shared` is behind its lock, and all else is touched on the thread alone: in `run`, in
/// libcurl's callbacks below it, and in `start`, which the actor calls.
final class CurlThread: SerialExecutor, @unchecked Sendable {
  private struct Shared {
    var jobs: [UnownedJob] = []
    var cancelled: [Transfer.ID] = []
    var isAsleep = false
    var isEnding = false
  }

  private let shared = Lock(Shared())
  private let wakeup: Int32
  private let epoll: Int32
  private let thread = Lock<pthread_t?>(nil)

  private let connections: Int
  /// The newest takes the transfers to come; the others end theirs.
  private var multis: [Multi] = []
  private var lastNumber: UInt32 = 0
  private var world: Handle.World
  private let sessions = TLSSessions()
  private var jars: [String: SharedJar] = [:]
  private var running: [Transfer.ID: Transfer] = [:]
  private var idle: [Transfer] = []

  /// - Parameters:
  ///   - connections: after how many libcurl's multi handle is replaced.
  init(connections: Int, world: Handle.World) {
    curl_global_init(Int(CURL_GLOBAL_ALL))
    self.connections = connections
    self.world = world
    wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    precondition(wakeup >= 0 && epoll >= 0, "no descriptors left for the curl thread")
    _ = epoll_set(epoll, EPOLL_CTL_ADD, wakeup, EPOLLIN.rawValue, lastNumber)
    begin()
  }

  private func begin() {
    // The thread keeps this object until `end`.
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
    thread.with { $0 = id }
  }

  // MARK: From any thread

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    wake { $0.jobs.append(job) }
  }

  func checkIsolated() {
    precondition(isCurrent, "not on the curl thread")
  }

  func cancel(_ id: Transfer.ID) {
    wake { $0.cancelled.append(id) }
  }

  /// Ends the thread after what is enqueued. No job may follow.
  func end() {
    wake { $0.isEnding = true }
  }

  private func wake(_ change: (inout Shared) -> Void) {
    let wasAsleep = shared.with { shared in
      change(&shared)
      defer { shared.isAsleep = false }
      return shared.isAsleep
    }
    if wasAsleep { eventfd_write(wakeup, 1) }
  }

  private var isCurrent: Bool {
    thread.with { $0.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
  }

  // MARK: On the thread

  private func run() {
    thread.with { $0 = pthread_self() }
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
    var events = [epoll_event](repeating: epoll_event(), count: 256)
    while takeWork() {
      let count = epoll_wait(epoll, &events, Int32(events.count), timeout())
      for event in events.prefix(Int(max(0, count))) { react(to: event) }
    }
    close()
  }

  /// Does what is due; false when the thread is to end.
  private func takeWork() -> Bool {
    let work = shared.with { shared in
      shared.isAsleep = false
      defer { (shared.jobs, shared.cancelled) = ([], []) }
      return shared
    }
    for job in work.jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
    for id in work.cancelled { running[id]?.cancel() }
    let now = Clock.now
    for multi in multis { multi.act(at: now) }
    for multi in multis { takeResults(of: multi) }
    if multis.count > 1 { closeWorn() }
    return !work.isEnding
  }

  /// Milliseconds that the thread may sleep.
  private func timeout() -> Int32 {
    let deadline = multis.compactMap(\.deadline).min()
    return shared.with { shared in
      guard shared.jobs.isEmpty, shared.cancelled.isEmpty, !shared.isEnding else { return 0 }
      shared.isAsleep = true
      guard let deadline else { return -1 }
      return Int32(max(0, min(1e6, ((deadline - Clock.now) * 1000).rounded(.up))))
    }
  }

  private func react(to event: epoll_event) {
    var event = event
    let socket = epoll_event_socket(&event)
    if socket == wakeup {
      var count: eventfd_t = 0
      eventfd_read(wakeup, &count)
      return
    }
    let owner = epoll_event_owner(&event)
    guard let multi = multis.first(where: { $0.number == owner }) else { return }
    var what: Int32 = 0
    if event.events & EPOLLIN.rawValue != 0 { what |= CURL_CSELECT_IN }
    if event.events & EPOLLOUT.rawValue != 0 { what |= CURL_CSELECT_OUT }
    if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { what |= CURL_CSELECT_ERR }
    multi.act(on: socket, what)
  }

  private func takeResults(of multi: Multi) {
    while let (easy, code) = multi.takeResult() {
      let transfer = Transfer.of(easy)
      remove(transfer)
      transfer.ended(code)
    }
  }

  /// Closes those that are worn and done.
  private func closeWorn() {
    let done = multis.dropLast().filter { $0.count == 0 }
    multis.removeAll { multi in done.contains { $0 === multi } }
    for multi in done { multi.close() }
  }

  func rename(_ names: [String]) {
    world.fixedNames = names
    for transfer in Array(running.values) + idle { transfer.rename(names) }
  }

  /// Begins a fetch; `completion` is called on this thread, once.
  func start(
    _ request: Request, id: Transfer.ID, completion: @escaping Transfer.Completion
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
    let multi = Multi(number: lastNumber, connections: connections, epoll: epoll)
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

  /// Ends what runs; the thread itself goes on, for the actor needs it.
  func cancelAll() {
    for transfer in Array(running.values) { transfer.cancel() }
    idle = []
  }

  private func close() {
    cancelAll()
    for multi in multis { multi.close() }
    multis = []
    jars = [:]
    sessions.close()
    Glibc.close(epoll)
    Glibc.close(wakeup)
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
