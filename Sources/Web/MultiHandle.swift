import CCurl

/// A multi handle of libcurl: running transfers, idle connections and resolved names. Used on the
/// curl thread only.
///
/// When libcurl 7.88 closes connections because there are too many, it keeps a record of each host,
/// and it searches all records the next time; and at the end of each transfer it searches all names
/// resolved within a minute. With 10,000 hosts, these searches take most of the time of a round. A
/// handle is therefore replaced by another before it has to close connections.
final class MultiHandle {
  let handle: UnsafeMutableRawPointer
  /// The number that identifies the handle to its sockets, which may have events after its end.
  let number: UInt32
  /// The time at which libcurl wants to be called without an event.
  private(set) var deadline: SuspendingClock.Instant?
  /// The number of running transfers.
  private(set) var transferCount = 0
  private var openedCount = 0
  private let maximumConnections: Int
  private let poller: SocketPoller

  /// Whether the handle should get no more transfers.
  var isExhausted: Bool { openedCount >= maximumConnections }

  /// - Parameter maximumConnections: The number of connections after which the handle is exhausted.
  init(number: UInt32, maximumConnections: Int, poller: SocketPoller) {
    guard let handle = curl_multi_init() else { preconditionFailure("libcurl is out of memory") }
    self.handle = handle
    self.number = number
    self.maximumConnections = maximumConnections
    self.poller = poller
    let context = Unmanaged.passUnretained(self).toOpaque()
    curl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, maximumConnections)
    curl_multi_set_pointer(handle, CURLMOPT_SOCKETDATA, context)
    curl_multi_set_pointer(handle, CURLMOPT_TIMERDATA, context)
    curl_multi_set_socket(handle) { _, socket, events, context, _ in
      let multi = MultiHandle.from(context)
      multi.poller.watch(socket, for: events, owner: multi.number)
      return 0
    }
    curl_multi_set_timer(handle) { _, milliseconds, context in
      MultiHandle.from(context).deadline =
        milliseconds < 0 ? nil : SuspendingClock.now + .milliseconds(milliseconds)
      return 0
    }
  }

  /// Frees the handle and closes its idle connections. It must have no transfers.
  func close() { curl_multi_cleanup(handle) }

  private static func from(_ context: UnsafeMutableRawPointer?) -> MultiHandle {
    Unmanaged<MultiHandle>.fromOpaque(context!).takeUnretainedValue()
  }

  /// Returns false if libcurl is out of memory.
  func add(_ easy: UnsafeMutableRawPointer) -> Bool {
    guard curl_multi_add_handle(handle, easy) == CURLM_OK else { return false }
    transferCount += 1
    return true
  }

  func remove(_ easy: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(handle, easy)
    transferCount -= 1
  }

  /// Counts a connection that is being opened.
  func countConnection() { openedCount += 1 }

  /// Lets libcurl handle the events of a socket.
  func perform(on socket: curl_socket_t, _ actions: Int32) {
    var runningCount: Int32 = 0
    curl_multi_socket_action(handle, socket, actions, &runningCount)
  }

  /// Lets libcurl handle its timeouts, if one is due.
  func performTimeouts(at now: SuspendingClock.Instant) {
    guard let deadline, deadline <= now else { return }
    self.deadline = nil
    perform(on: CURL_SOCKET_TIMEOUT, 0)
  }

  /// Returns a transfer that has ended and its result; nil if there is none. The caller must remove
  /// the transfer.
  func nextResult() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
    var remaining: Int32 = 0
    while let message = curl_multi_info_read(handle, &remaining) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else {
        continue
      }
      // The message becomes invalid when its handle is removed.
      return (easy, curl_msg_result(message))
    }
    return nil
  }
}
