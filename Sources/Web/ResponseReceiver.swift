/// The part of a transfer that receives one response: it parses the head, decodes the body and
/// enforces the bounds.
struct ResponseReceiver {
  private(set) var head: ResponseHead
  private(set) var body: BoundedBody
  private(set) var decoder: (any ContentDecoder)?
  /// The reason why the transfer was aborted.
  private(set) var error: ResponseError?
  /// Whether the transfer was aborted because the rest of the body is not needed.
  private(set) var isTruncated = false

  /// The header of the final response as received; empty unless messages are recorded.
  private(set) var recordedHeader: [UInt8] = []

  private let bounds: Bounds
  private let truncatesBody: Bool
  private let recordsMessages: Bool
  private var recordedBody: [UInt8] = []
  private var receivedCount = 0

  /// The maximum size of a redirect's body. Receiving a small body keeps the connection reusable.
  private static let maximumRedirectBodySize = 64 << 10
  /// The maximum number of bytes by which an encoded body may exceed the maximum size. Content
  /// codings make bodies only slightly larger. Bytes after the end of the coding count, too.
  private static let maximumEncodingOverhead = 64 << 10

  init(bounds: Bounds, truncatesBody: Bool, recordsMessages: Bool = false) {
    head = ResponseHead(bounds: bounds)
    body = BoundedBody(maximumSize: bounds.maximumBodySize)
    self.bounds = bounds
    self.truncatesBody = truncatesBody
    self.recordsMessages = recordsMessages
  }

  /// The body as received, if messages are recorded. Without a content coding, the body is not kept twice.
  var encodedBody: [UInt8] { isRedirect || decoder != nil ? recordedBody : body.bytes }

  /// Whether the response is a redirect with a target.
  var isRedirect: Bool {
    switch head.status {
    case 301, 302, 303, 307, 308: head.location != nil
    default: false
    }
  }

  /// Receives a header line; returns false if the transfer is to be aborted.
  mutating func receiveHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
    if recordsMessages { record(line) }
    do {
      try head.append(line)
      return true
    } catch {
      self.error = error
      return false
    }
  }

  /// Records a line of the header. A final response follows its interim ones, and fields may follow the body.
  private mutating func record(_ line: UnsafeRawBufferPointer) {
    if line.starts(with: "HTTP/".utf8) {
      recordedHeader = []
    } else if head.isComplete {
      return
    }
    recordedHeader += line
  }

  /// Receives a part of the body; returns false if the transfer is to be aborted.
  mutating func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if isRedirect {
      receivedCount += bytes.count
      guard receivedCount <= Self.maximumRedirectBodySize else { return false }
      if recordsMessages { recordedBody += bytes }
      return true
    }
    do throws(BodyError) {
      try decode(bytes)
      return true
    } catch {
      switch error {
      case .damaged(let reason): self.error = ResponseError(.body, reason)
      case .tooLarge where truncatesBody: isTruncated = true
      case .tooLarge:
        let maximum = Measure.size(bounds.maximumBodySize)
        self.error = ResponseError(.bounds, "the body is larger than page_limit, \(maximum)")
      }
      return false
    }
  }

  private mutating func decode(_ bytes: UnsafeRawBufferPointer) throws(BodyError) {
    if receivedCount == 0 { try beginBody() }
    receivedCount += bytes.count
    if let decoder {
      guard receivedCount <= bounds.maximumBodySize + Self.maximumEncodingOverhead else {
        throw .tooLarge
      }
      if recordsMessages { recordedBody += bytes }
      try decoder.decode(bytes, into: &body)
    } else {
      try body.append(bytes)
    }
  }

  private mutating func beginBody() throws(BodyError) {
    if let length = head.contentLength {
      guard length <= bounds.maximumBodySize || truncatesBody else { throw .tooLarge }
      body.expect(length)
    }
    if let coding = head.contentEncoding { decoder = try ContentCoding.decoder(for: coding) }
  }

  /// The reason why the response, which libcurl considers complete, is not; nil if it is.
  var incompletenessError: ResponseError? {
    // libcurl 7.88 takes a connection that is closed within the head for the end of an empty body.
    guard head.isComplete else {
      return ResponseError(.http, "the server closed the connection within the response header")
    }
    if let decoder, !decoder.isComplete, !isTruncated {
      return ResponseError(.body, "the body ends before its content coding \(decoder.name) does")
    }
    return nil
  }
}
