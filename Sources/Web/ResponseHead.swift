import Glibc

/// The head of a response, parsed line by line as libcurl delivers it, within its bounds.
struct ResponseHead {
  private(set) var status = 0
  /// The header fields in order of arrival, with names in lower case.
  private(set) var fields: [(name: String, value: String)] = []
  /// Whether the empty line after the fields was received.
  private(set) var isComplete = false

  // The fields that the transfer itself evaluates.
  private(set) var contentLength: Int?
  private(set) var contentEncoding: String?
  /// Whether this or an interim response sets a cookie.
  private(set) var setsCookie = false

  private let bounds: Bounds
  private var byteCount = 0
  private var fieldCount = 0
  private var interimCount = 0
  /// The maximum number of interim responses (1xx).
  private static let maximumInterimCount = 20

  init(bounds: Bounds) {
    self.bounds = bounds
  }

  /// The value of the first `Location` field, which may be folded.
  var location: String? { fields.first { $0.name == "location" }?.value }

  /// Parses the next line.
  mutating func append(_ line: UnsafeRawBufferPointer) throws(ResponseError) {
    byteCount += line.count
    guard byteCount <= bounds.maximumHeaderSize else {
      let maximum = Measure.size(bounds.maximumHeaderSize)
      throw ResponseError(.bounds, "the response header is larger than \(maximum)")
    }
    var line = line.bindMemory(to: UInt8.self)
    while let last = line.last, last == 10 || last == 13 {
      line = line.dropLast().rebased
    }
    if line.isEmpty { return try endHead() }
    if Self.isStatusLine(line) { return begin(line) }
    fieldCount += 1
    guard fieldCount <= bounds.maximumHeaderCount else {
      throw ResponseError(
        .bounds, "the response has more than \(bounds.maximumHeaderCount) header lines")
    }
    // Trailer fields follow the head. They are counted, but not stored.
    if !isComplete { try parseField(line) }
  }

  private mutating func endHead() throws(ResponseError) {
    guard (100..<200).contains(status), status != 101 else {
      isComplete = true
      return
    }
    interimCount += 1
    guard interimCount <= Self.maximumInterimCount else {
      throw ResponseError(
        .bounds, "the server sent more than \(Self.maximumInterimCount) interim responses (1xx)")
    }
  }

  private mutating func begin(_ line: UnsafeBufferPointer<UInt8>) {
    fields.removeAll()
    fields.reserveCapacity(16)
    isComplete = false
    (contentLength, contentEncoding) = (nil, nil)
    status = Self.status(line.drop { $0 != 0x20 }.dropFirst().prefix { $0 != 0x20 }) ?? 0
  }

  private mutating func parseField(_ line: UnsafeBufferPointer<UInt8>) throws(ResponseError) {
    if line[0] == 0x20 || line[0] == 0x09 {
      // A folded line (RFC 9112, 5.2) continues the previous value.
      guard !fields.isEmpty else { return }
      let more = FieldText.decode(FieldText.trim(line))
      let value = fields[fields.count - 1].value
      fields[fields.count - 1].value = value.isEmpty ? more : "\(value) \(more)"
      return
    }
    guard let colon = memchr(line.baseAddress!, 0x3a, line.count) else { return }
    let length = UnsafeRawPointer(colon) - UnsafeRawPointer(line.baseAddress!)
    let name = FieldText.lowercase(FieldText.trim(line[..<length].rebased))
    let value = FieldText.decode(FieldText.trim(line[(length + 1)...].rebased))
    fields.append((name, value))
    try evaluate(name, value)
  }

  private mutating func evaluate(_ name: String, _ value: String) throws(ResponseError) {
    switch name.utf8.count {
    case 10 where name == "set-cookie": setsCookie = true
    case 14 where name == "content-length":
      // With two lengths, the end of the body is ambiguous (RFC 9112, 6.3).
      let length = Int(value)
      guard contentLength == nil || contentLength == length else {
        throw ResponseError(.http, "the response has two different Content-Length fields")
      }
      contentLength = length
    case 16 where name == "content-encoding":
      contentEncoding = contentEncoding.map { "\($0), \(value)" } ?? value
    case 17 where name == "transfer-encoding":
      // libcurl decodes other codings, but does not notice if they end early.
      guard ["chunked", "identity"].contains(value.lowercased()) else {
        throw ResponseError(
          .http, "the server sent the transfer coding \(value), which was not requested")
      }
    default: break
    }
  }

  private static func isStatusLine(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.count >= 5 && memcmp(line.baseAddress!, "HTTP/", 5) == 0
  }

  private static func status(_ digits: some Collection<UInt8>) -> Int? {
    guard digits.count == 3 else { return nil }
    return digits.reduce(0) { sum, digit in
      guard let sum, (0x30...0x39).contains(digit) else { return nil }
      return sum * 10 + Int(digit - 0x30)
    }
  }
}

/// The reason why a response is not accepted.
struct ResponseError: Error {
  let stage: FetchError.Stage
  let reason: String

  init(_ stage: FetchError.Stage, _ reason: String) {
    self.stage = stage
    self.reason = reason
  }
}
