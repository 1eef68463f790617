import CCurl

/// A multi handle of libcurl: transfers, the connections kept for the next ones, and what was
/// looked up. Lives on the curl thread.
///
/// libcurl 7.88 keeps a record of each host that it ever made room from when connections were too
/// many, walks over all of them whenever that happens again, and over all look-ups of a minute at
/// the end of each transfer: with 10,000 hosts these walks cost more than all else in a round. So a
/// handle is worn before it has to make room, and another takes over.
final class Multi {
  let handle: UnsafeMutableRawPointer
  /// Goes with its sockets: it may be gone when they are ready.
  let number: UInt32
  /// When libcurl wants to be called without a socket being ready; seconds, monotonic.
  private(set) var deadline: Double?
  /// Transfers that it has.
  private(set) var count = 0
  private var opened = 0
  private let connections: Int
  private let sockets: Sockets

  var isWorn: Bool { opened >= connections }

  /// - Parameter connections: how many it opens before it is worn, and keeps at most.
  init(number: UInt32, connections: Int, sockets: Sockets) {
    guard let handle = curl_multi_init() else { preconditionFailure("libcurl has no memory left") }
    self.handle = handle
    self.number = number
    self.connections = connections
    self.sockets = sockets
    let me = Unmanaged.passUnretained(self).toOpaque()
    curl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, connections)
    curl_multi_set_pointer(handle, CURLMOPT_SOCKETDATA, me)
    curl_multi_set_pointer(handle, CURLMOPT_TIMERDATA, me)
    curl_multi_set_socket(handle) { _, socket, what, context, _ in
      let multi = Multi.from(context)
      multi.sockets.watch(socket, for: what, owner: multi.number)
      return 0
    }
    curl_multi_set_timer(handle) { _, milliseconds, context in
      Multi.from(context).deadline =
        milliseconds < 0 ? nil : Clock.now + Double(milliseconds) / 1000
      return 0
    }
  }

  /// Ends it, and closes the connections that are kept. No transfer may be left, none may follow.
  func close() { curl_multi_cleanup(handle) }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Multi {
    Unmanaged<Multi>.fromOpaque(context!).takeUnretainedValue()
  }

  /// False where libcurl has no memory left.
  func add(_ easy: UnsafeMutableRawPointer) -> Bool {
    guard curl_multi_add_handle(handle, easy) == CURLM_OK else { return false }
    count += 1
    return true
  }

  func remove(_ easy: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(handle, easy)
    count -= 1
  }

  func noteConnection() { opened += 1 }

  /// Has libcurl do what a ready socket allows.
  func act(on socket: curl_socket_t, _ what: Int32) {
    var count: Int32 = 0
    curl_multi_socket_action(handle, socket, what, &count)
  }

  /// Has libcurl do what is due.
  func act(at now: Double) {
    guard let deadline, deadline <= now else { return }
    self.deadline = nil
    act(on: CURL_SOCKET_TIMEOUT, 0)
  }

  /// A transfer that has ended, and how. Each is told once, and is to be removed.
  func takeResult() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
    var left: Int32 = 0
    while let message = curl_multi_info_read(handle, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else {
        continue
      }
      // The message dies with the removal of its handle.
      return (easy, curl_msg_result(message))
    }
    return nil
  }
}
