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

  private let multi: UnsafeMutableRawPointer
  private var world: Handle.World
  private let sessions = TLSSessions()
  private var jars: [String: SharedJar] = [:]
  private var running: [Transfer.ID: Transfer] = [:]
  private var idle: [Transfer] = []
  /// When libcurl wants to be called without a socket being ready; seconds, monotonic.
  private var deadline: Double?

  init(connections: Int, world: Handle.World) {
    curl_global_init(Int(CURL_GLOBAL_ALL))
    guard let multi = curl_multi_init() else { preconditionFailure("libcurl has no memory left") }
    self.multi = multi
    self.world = world
    wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    precondition(wakeup >= 0 && epoll >= 0, "no descriptors left for the curl thread")
    _ = epoll_set(epoll, EPOLL_CTL_ADD, wakeup, EPOLLIN.rawValue)
    curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
    begin()
  }

  private func begin() {
    let me = Unmanaged.passUnretained(self).toOpaque()
    curl_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, me)
    curl_multi_set_pointer(multi, CURLMOPT_TIMERDATA, me)
    curl_multi_set_socket(multi) { _, socket, what, context, known in
      CurlThread.from(context).watch(socket, for: what, isKnown: known != nil)
      return 0
    }
    curl_multi_set_timer(multi) { _, milliseconds, context in
      CurlThread.from(context).deadline =
        milliseconds < 0 ? nil : Clock.now + Double(milliseconds) / 1000
      return 0
    }
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

  private static func from(_ context: UnsafeMutableRawPointer?) -> CurlThread {
    Unmanaged<CurlThread>.fromOpaque(context!).takeUnretainedValue()
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
    if let deadline, deadline <= Clock.now {
      self.deadline = nil
      act(on: CURL_SOCKET_TIMEOUT, 0)
    }
    takeResults()
    return !work.isEnding
  }

  /// Milliseconds that the thread may sleep.
  private func timeout() -> Int32 {
    shared.with { shared in
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
    var what: Int32 = 0
    if event.events & EPOLLIN.rawValue != 0 { what |= CURL_CSELECT_IN }
    if event.events & EPOLLOUT.rawValue != 0 { what |= CURL_CSELECT_OUT }
    if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { what |= CURL_CSELECT_ERR }
    act(on: socket, what)
  }

  private func act(on socket: curl_socket_t, _ what: Int32) {
    var count: Int32 = 0
    curl_multi_socket_action(multi, socket, what, &count)
  }

  private func watch(_ socket: curl_socket_t, for what: Int32, isKnown: Bool) {
    if what == CURL_POLL_REMOVE {
      _ = epoll_set(epoll, EPOLL_CTL_DEL, socket, 0)
      return
    }
    var events: UInt32 = 0
    if what & CURL_POLL_IN != 0 { events |= EPOLLIN.rawValue }
    if what & CURL_POLL_OUT != 0 { events |= EPOLLOUT.rawValue }
    // The other operation where the kernel knows better: a descriptor's number may be a new socket's.
    let (likely, other) = isKnown ? (EPOLL_CTL_MOD, EPOLL_CTL_ADD) : (EPOLL_CTL_ADD, EPOLL_CTL_MOD)
    if epoll_set(epoll, likely, socket, events) != 0 {
      _ = epoll_set(epoll, other, socket, events)
    }
    if !isKnown { curl_multi_assign(multi, socket, multi) }  // Anything but nil.
  }

  private func takeResults() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else {
        continue
      }
      // The message dies with the removal of its handle.
      let code = curl_msg_result(message)
      let transfer = Transfer.of(easy)
      curl_multi_remove_handle(multi, easy)
      transfer.isAdded = false
      transfer.ended(code)
    }
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
    guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
      return transfer.ended(CURLE_OUT_OF_MEMORY)
    }
    transfer.isAdded = true
  }

  /// Takes back a transfer that is done, whether libcurl was or not.
  func retire(_ transfer: Transfer) {
    if transfer.isAdded {
      curl_multi_remove_handle(multi, transfer.easy)
      transfer.isAdded = false
    }
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
    curl_multi_cleanup(multi)
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
