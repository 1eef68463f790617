import Basics
import CCurl
import Glibc
import WebURL

/// The delivery of one message to a mail server.
///
/// Sendable is safe: `shared` has a lock, and everything else is used by the thread of `run` only, and
/// by the callbacks of libcurl on it.
final class MailSession: @unchecked Sendable {
  private struct Shared {
    var isCancelled = false
    /// The open sockets.
    var sockets: Set<Int32> = []
  }

  private let shared = Locked(Shared())
  private let request: MailRequest
  private let policy: AddressPolicy
  private var connectionPolicy = ConnectionPolicy()
  private let deadline: SuspendingClock.Instant
  /// The bytes of the message that libcurl has read.
  private var readCount = 0
  private var replies = MailReplyParser()
  /// The last reply before that to QUIT.
  private var lastReply: MailReply?
  /// The recipient that the last command named; nil if it named none.
  private var currentRecipient: String?
  /// The time at which QUIT was sent.
  private var quitTime: SuspendingClock.Instant?
  /// The reply to the complete message, if it was accepted.
  private var acceptance: MailReply?
  private var hasOpenedSocket = false

  /// The time that the server has to reply to QUIT.
  private let quitPeriod: Duration

  init(_ request: MailRequest, quitPeriod: Duration = .seconds(2)) {
    self.request = request
    self.quitPeriod = quitPeriod
    // The configuration names this host, which may be on this machine or in its network.
    policy = AddressPolicy(namedOrigins: [NamedOrigin(request.server.origin)])
    deadline = SuspendingClock.now + request.maximumDuration
  }

  /// Ends the delivery. Called by any thread.
  func cancel() {
    shared.withLock { shared in
      shared.isCancelled = true
      for socket in shared.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }

  /// Delivers the message. Blocks.
  func run() -> Result<MailReply, MailError> {
    guard let easy = curl_easy_init() else {
      return .failure(MailError(stage: .connect, reason: "libcurl is out of memory"))
    }
    let recipients = request.recipients.reduce(nil) { curl_slist_append($0, "<\($1)>") }
    var errorText = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
    return errorText.withUnsafeMutableBufferPointer { errorText in
      defer {
        curl_easy_cleanup(easy)
        curl_slist_free_all(recipients)
      }
      curl_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText.baseAddress)
      curl_easy_set_pointer(easy, CURLOPT_MAIL_RCPT, recipients)
      setOptions(of: easy)
      setCallbacks(of: easy)
      var code = curl_easy_perform(easy)
      if connectionPolicy.canAcceptUnseen, code == CURLE_COULDNT_CONNECT {
        connectionPolicy.acceptsUnseen = true
        connectionPolicy.beginHop()
        code = curl_easy_perform(easy)
      }
      // Whatever happens to the connection afterwards, an accepted message must not be sent again.
      if let reply = acceptance ?? (code == CURLE_OK ? lastReply : nil) {
        return .success(reply)
      }
      return .failure(error(code, String(cString: errorText.baseAddress!)))
    }
  }

  // MARK: Options

  private func setOptions(of easy: UnsafeMutableRawPointer) {
    let server = request.server
    let milliseconds = Int(max(1, min(1e9, request.maximumDuration / .milliseconds(1))))
    for (option, value) in [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_QUICK_EXIT, 1), (CURLOPT_NOPROGRESS, 0), (CURLOPT_UPLOAD, 1),
      // The commands are passed to the debug function.
      (CURLOPT_VERBOSE, 1),
      // An idle connection would be ended later, without a time limit.
      (CURLOPT_FRESH_CONNECT, 1), (CURLOPT_FORBID_REUSE, 1),
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      (CURLOPT_USE_SSL, server.startTLS.curlOption), (CURLOPT_TIMEOUT_MS, milliseconds),
      // For SMTP, this limit includes the greeting, which some servers delay.
      (CURLOPT_CONNECTTIMEOUT_MS, milliseconds),
    ] { curl_easy_set_long(easy, option, value) }
    curl_easy_set_off(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.message.count))
    for (option, value) in [
      (CURLOPT_PROTOCOLS_STR, "smtp,smtps"), (CURLOPT_URL, server.url), (CURLOPT_PROXY, ""),
      (CURLOPT_NOPROXY, ""), (CURLOPT_MAIL_FROM, "<\(request.sender)>"),
    ] { curl_easy_set_string(easy, option, value) }
    if let credentials = server.credentials {
      curl_easy_set_string(easy, CURLOPT_USERNAME, credentials.user)
      curl_easy_set_string(easy, CURLOPT_PASSWORD, credentials.password)
    }
    if let file = server.certificateAuthorities {
      curl_easy_set_string(easy, CURLOPT_CAINFO, file)
      curl_easy_set_string(easy, CURLOPT_CAPATH, nil)
    }
  }

  // MARK: Callbacks

  private static func from(_ context: UnsafeMutableRawPointer?) -> MailSession {
    Unmanaged<MailSession>.fromOpaque(context!).takeUnretainedValue()
  }

  private func setCallbacks(of easy: UnsafeMutableRawPointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_READDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA, CURLOPT_DEBUGDATA,
      CURLOPT_OPENSOCKETDATA,
      CURLOPT_CLOSESOCKETDATA, CURLOPT_PREREQDATA,
    ] { curl_easy_set_pointer(easy, option, context) }
    curl_easy_set_data(easy, CURLOPT_READFUNCTION) { buffer, size, count, context in
      MailSession.from(context).read(
        UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
    }
    curl_easy_set_data(easy, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
    curl_easy_set_data(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      MailSession.from(context).receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    curl_easy_set_debug(easy) { _, kind, bytes, count, context in
      if kind == CURLINFO_HEADER_OUT {
        MailSession.from(context).noteCommand(UnsafeRawBufferPointer(start: bytes, count: count))
      }
      return 0
    }
    curl_easy_set_xferinfo(easy) { context, _, _, _, _ in
      MailSession.from(context).mustEnd ? 1 : 0
    }
    curl_easy_set_opensocket(easy) { context, _, address in
      address.map { MailSession.from(context).open($0) } ?? CURL_SOCKET_BAD
    }
    curl_easy_set_closesocket(easy) { context, socket in MailSession.from(context).close(socket) }
    curl_easy_set_prereq(easy) { context, peer, _, _, _ in
      let isAllowed = MailSession.from(context).allows(peer.flatMap { IPAddress(cString: $0) })
      return isAllowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
  }

  private func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let rest = request.message[readCount...].prefix(buffer.count)
    buffer.copyBytes(from: rest)
    readCount += rest.count
    return rest.count
  }

  /// Notes a command that libcurl has sent. Other commands may contain a password.
  private func noteCommand(_ line: UnsafeRawBufferPointer) {
    if line.starts(with: "QUIT\r\n".utf8) {
      quitTime = SuspendingClock.now
    } else {
      currentRecipient = request.recipients.first { line.starts(with: "RCPT TO:<\($0)>".utf8) }
    }
  }

  private func receive(_ line: UnsafeRawBufferPointer) {
    guard let reply = replies.add(line), quitTime == nil else { return }
    lastReply = reply
    // Only the reply to the end of the message follows its last byte.
    let isEnd = readCount == request.message.count && (200..<300).contains(reply.code)
    if isEnd, acceptance == nil { acceptance = reply }
  }

  /// Whether the delivery is cancelled or out of time, also while libcurl waits for a reply to QUIT.
  private var mustEnd: Bool {
    let now = SuspendingClock.now
    if shared.withLock(\.isCancelled) || now > deadline { return true }
    return quitTime.map { now > $0 + quitPeriod } ?? false
  }

  private func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    guard withUnsafePointer(to: &address.pointee.addr, { allows(IPAddress($0)) }) else {
      return CURL_SOCKET_BAD
    }
    connectionPolicy.recordAllowedAddress()
    let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    let socket = Glibc.socket(address.pointee.family, type, address.pointee.protocol)
    guard socket >= 0 else { return CURL_SOCKET_BAD }
    hasOpenedSocket = true
    let isCancelled = shared.withLock { shared in
      if !shared.isCancelled { shared.sockets.insert(socket) }
      return shared.isCancelled
    }
    if isCancelled { Glibc.close(socket) }
    return isCancelled ? CURL_SOCKET_BAD : socket
  }

  private func close(_ socket: curl_socket_t) -> Int32 {
    // A cancellation must not shut down another socket with this number.
    shared.withLock { shared in
      shared.sockets.remove(socket)
      return Glibc.close(socket)
    }
  }

  private func allows(_ peer: IPAddress?) -> Bool {
    connectionPolicy.allows(peer, for: request.server.origin, by: policy)
  }

  // MARK: Errors

  private func error(_ code: CURLcode, _ text: String) -> MailError {
    if shared.withLock(\.isCancelled) { return MailError(stage: .cancelled, reason: "cancelled") }
    let refusal = lastReply.flatMap { $0.code >= 400 ? $0 : nil }
    let isLate = code == CURLE_OPERATION_TIMEDOUT || SuspendingClock.now > deadline
    if isLate, refusal == nil { return timeoutError }
    let text = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    let reason = refusal.map(describe) ?? text
    switch code {
    case CURLE_COULDNT_CONNECT, CURLE_ABORTED_BY_CALLBACK:
      // If another address of the host was allowed and did not respond, that is the error.
      if !connectionPolicy.hasAllowedAddress, let error = connectionPolicy.error {
        return MailError(stage: .policy, reason: error.reason)
      }
      return MailError(stage: .connect, reason: reason, refusal: refusal)
    case CURLE_COULDNT_RESOLVE_HOST: return MailError(stage: .dns, reason: text)
    case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR:
      return MailError(
        stage: .auth, reason: "the server accepts no login: \(reason)", refusal: refusal)
    case CURLE_USE_SSL_FAILED where refusal == nil:
      return MailError(stage: .tls, reason: "the server does not offer STARTTLS")
    case _ where code.isTLSError: return MailError(stage: .tls, reason: reason, refusal: refusal)
    default:
      let end = lastReply.map { "the last reply was “\($0)”" } ?? "there was no reply"
      return MailError(
        stage: .smtp, reason: refusal == nil ? "\(text); \(end)" : reason, refusal: refusal)
    }
  }

  /// Returns a refusal with the recipient that it concerns, unless there is only one.
  private func describe(_ refusal: MailReply) -> String {
    guard request.recipients.count > 1, let currentRecipient else { return "\(refusal)" }
    return "\(refusal) (recipient \(currentRecipient))"
  }

  private var timeoutError: MailError {
    let limit = request.maximumDuration.shortDescription
    guard hasOpenedSocket else {
      return MailError(stage: .dns, reason: "the name was not resolved within \(limit)")
    }
    guard let lastReply else {
      return MailError(stage: .connect, reason: "no connection or no greeting within \(limit)")
    }
    return MailError(
      stage: .smtp, reason: "not completed within \(limit); the last reply was “\(lastReply)”")
  }
}

extension StartTLS {
  fileprivate var curlOption: Int {
    switch self {
    case .required: Int(CURLUSESSL_ALL.rawValue)
    case .optional: Int(CURLUSESSL_TRY.rawValue)
    case .never: Int(CURLUSESSL_NONE.rawValue)
    }
  }
}
