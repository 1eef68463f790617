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
      throw Fault(stage: .bounds, reason: "more header than headerBytes, \(bounds.headerBytes)")
    }
    var line = line[...]
    while let last = line.last, last == 10 || last == 13 { line.removeLast() }
    if line.isEmpty { return try endHead() }
    if !isComplete || isStatusLine(line) { try takeContent(line) } else { try count() }
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

  private mutating func takeContent(_ line: Slice<UnsafeRawBufferPointer>) throws(Fault) {
    if isStatusLine(line) {
      fields = []
      isComplete = false
      status = Self.number(line.drop { $0 != 0x20 }.dropFirst().prefix { $0 != 0x20 }) ?? 0
      return
    }
    try count()
    if let first = line.first, first == 0x20 || first == 0x09 {
      // A folded line (RFC 9112 5.2) goes on with the last value.
      guard !fields.isEmpty else { return }
      fields[fields.count - 1].value += " " + FieldText.decode(FieldText.trim(line))
      return
    }
    guard let colon = line.firstIndex(of: 0x3a) else { return }
    let value = FieldText.decode(FieldText.trim(line[line.index(after: colon)...]))
    fields.append((FieldText.lowercase(line[..<colon]), value))
    if fields[fields.count - 1].name == "content-length" { try checkLength(value) }
  }

  private mutating func count() throws(Fault) {
    fieldCount += 1
    guard fieldCount <= bounds.headerCount else {
      throw Fault(
        stage: .bounds, reason: "more header lines than headerCount, \(bounds.headerCount)")
    }
  }

  /// Two lengths that differ: nobody knows where the body ends (RFC 9112 6.3).
  private func checkLength(_ value: String) throws(Fault) {
    guard first("content-length") != value else { return }
    throw Fault(stage: .http, reason: "two different values of Content-Length")
  }

  private func isStatusLine(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    line.starts(with: "HTTP/".utf8)
  }

  func first(_ name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  /// All values of a header as one list.
  func joined(_ name: String) -> String {
    fields.lazy.filter { $0.name == name }.map(\.value).joined(separator: ", ")
  }

  var contentLength: Int? { first("content-length").flatMap { Int($0) } }

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
  static func decode(_ bytes: some Collection<UInt8>) -> String {
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    if isASCII { return String(decoding: bytes, as: UTF8.self) }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  static func encode(_ text: String) -> [UInt8] {
    guard text.unicodeScalars.allSatisfy({ $0.value <= 0xff }) else { return Array(text.utf8) }
    return text.unicodeScalars.map { UInt8($0.value) }
  }

  static func trim(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }

  static func lowercase(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    decode(trim(bytes).lazy.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 })
  }
}
