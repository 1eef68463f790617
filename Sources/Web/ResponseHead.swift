import Glibc

/// The head of an answer, taken line by line as libcurl hands it over, within its bounds.
struct ResponseHead {
  struct Fault: Error {
    let stage: FetchError.Stage
    let reason: String
  }

  private(set) var status = 0
  /// In order of arrival, names in lower case.
  private(set) var fields: [(name: String, value: String)] = []
  /// Whether the empty line after the fields was seen.
  private(set) var isComplete = false

  // What the transfer itself asks for, noted in passing.
  private(set) var contentLength: Int?
  private(set) var contentEncoding: String?
  private(set) var location: String?
  /// Of interim answers too.
  private(set) var hasCookie = false

  private let bounds: Bounds
  private var byteCount = 0
  private var fieldCount = 0
  private var interimCount = 0

  init(bounds: Bounds) {
    self.bounds = bounds
  }

  mutating func take(_ line: UnsafeRawBufferPointer) throws(Fault) {
    byteCount += line.count
    guard byteCount <= bounds.headerBytes else {
      let most = Measure.size(bounds.headerBytes)
      throw Fault(stage: .bounds, reason: "the head is larger than \(most)")
    }
    var line = line.bindMemory(to: UInt8.self)
    while let last = line.last, last == 10 || last == 13 {
      line = line.dropLast().whole
    }
    if line.isEmpty { return try endHead() }
    if Self.isStatusLine(line) { return begin(line) }
    fieldCount += 1
    guard fieldCount <= bounds.headerCount else {
      throw Fault(stage: .bounds, reason: "more than \(bounds.headerCount) header lines")
    }
    // What follows the head are trailers: counted, not wanted.
    if !isComplete { try takeField(line) }
  }

  private mutating func endHead() throws(Fault) {
    guard (100..<200).contains(status), status != 101 else {
      isComplete = true
      return
    }
    interimCount += 1
    guard interimCount <= 20 else {
      throw Fault(stage: .bounds, reason: "more than 20 interim answers (1xx) before the answer")
    }
  }

  private mutating func begin(_ line: UnsafeBufferPointer<UInt8>) {
    fields.removeAll()
    fields.reserveCapacity(16)
    isComplete = false
    (contentLength, contentEncoding, location) = (nil, nil, nil)
    status = Self.number(line.drop { $0 != 0x20 }.dropFirst().prefix { $0 != 0x20 }) ?? 0
  }

  private mutating func takeField(_ line: UnsafeBufferPointer<UInt8>) throws(Fault) {
    if line[0] == 0x20 || line[0] == 0x09 {
      // A folded line (RFC 9112 5.2) goes on with the last value.
      guard !fields.isEmpty else { return }
      fields[fields.count - 1].value += " " + FieldText.decode(FieldText.trim(line))
      return
    }
    guard let colon = memchr(line.baseAddress!, 0x3a, line.count) else { return }
    let length = UnsafeRawPointer(colon) - UnsafeRawPointer(line.baseAddress!)
    let name = FieldText.lowercase(FieldText.trim(line[..<length].whole))
    let value = FieldText.decode(FieldText.trim(line[(length + 1)...].whole))
    fields.append((name, value))
    try note(name, value)
  }

  private mutating func note(_ name: String, _ value: String) throws(Fault) {
    switch name.utf8.count {
    case 8 where name == "location": location = location ?? value
    case 10 where name == "set-cookie": hasCookie = true
    case 14 where name == "content-length":
      // Two lengths that differ: nobody knows where the body ends (RFC 9112 6.3).
      let length = Int(value)
      guard contentLength == nil || contentLength == length else {
        throw Fault(stage: .http, reason: "two different values of Content-Length")
      }
      contentLength = length
    case 16 where name == "content-encoding":
      contentEncoding = contentEncoding.map { "\($0), \(value)" } ?? value
    case 17 where name == "transfer-encoding":
      // libcurl would undo others, but not notice their early end.
      guard ["chunked", "identity"].contains(value.lowercased()) else {
        throw Fault(stage: .http, reason: "the transfer coding \(value) was not asked for")
      }
    default: break
    }
  }

  private static func isStatusLine(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.count >= 5 && memcmp(line.baseAddress!, "HTTP/", 5) == 0
  }

  private static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard digits.count == 3 else { return nil }
    return digits.reduce(0) { sum, digit in
      guard let sum, (0x30...0x39).contains(digit) else { return nil }
      return sum * 10 + Int(digit - 0x30)
    }
  }
}

/// Header text. Its bytes are kept one to one as U+0000–U+00FF (the URL and Fetch standards'
/// "isomorphic" coding), so that what goes back is what came: validators above all.
enum FieldText {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  static func encode(_ text: String) -> [UInt8] {
    let utf8 = Array(text.utf8)
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8 }
    guard text.unicodeScalars.allSatisfy({ $0.value <= 0xff }) else { return utf8 }
    return text.unicodeScalars.map { UInt8($0.value) }
  }

  static func trim(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, bytes.count)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end].whole
  }

  static func lowercase(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return decode(bytes).lowercased() }
    return String(unsafeUninitializedCapacity: bytes.count) { buffer in
      for index in bytes.indices {
        let byte = bytes[index]
        buffer[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
      }
      return bytes.count
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate var whole: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: self) }
}
