/// The text of a page that the encoding is detected from: the bytes beyond ASCII and their
/// neighbours. Markup, scripts and styles are left out because they are the same in all encodings,
/// and so are longer runs of ASCII.
struct EncodingSample {
  /// The runs of bytes beyond ASCII with up to two bytes of ASCII on each side; a space replaces
  /// omitted text.
  private(set) var bytes: [UInt8] = []
  /// The number of bytes beyond ASCII.
  private(set) var nonASCIICount = 0
  /// The number of ASCII bytes since the last byte beyond ASCII.
  private var run = 0

  /// The maximum length of the sample in bytes. The sample begins with the parts that a site has on
  /// every page (its menu), so that the content of one day does not change the result.
  private static let maximumLength = 16 << 10
  /// The maximum length of the part of the page that is scanned.
  private static let maximumPageLength = 1 << 20

  init(_ page: UnsafeBufferPointer<UInt8>) {
    let page = UnsafeBufferPointer(rebasing: page.prefix(EncodingSample.maximumPageLength))
    bytes.reserveCapacity(1024)
    var scan = TextScanner(page)
    while bytes.count < EncodingSample.maximumLength, let byte = scan.nextTextByte() { add(byte) }
  }

  private mutating func add(_ byte: UInt8) {
    if byte >= 0x80 {
      nonASCIICount += 1
      run = 0
      bytes.append(byte)
      return
    }
    run += 1
    let last = bytes.count - 1
    if run <= 4 || last < 2 {
      bytes.append(byte)
    } else {
      bytes[last - 2] = UInt8(ascii: " ")
      bytes[last - 1] = bytes[last]
      bytes[last] = byte
    }
  }
}

/// A scanner for the text of a page in an unknown encoding. In the detected encodings no byte of a
/// multi-byte character equals `<`.
private struct TextScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Returns the next byte of text, a space for each piece of markup, nil at the end.
  mutating func nextTextByte() -> UInt8? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    guard byte == UInt8(ascii: "<"), isMarkup else {
      position += 1
      return byte
    }
    skipMarkup()
    return UInt8(ascii: " ")
  }

  private var isMarkup: Bool {
    guard position + 1 < bytes.count else { return false }
    let next = bytes[position + 1]
    return lowercase(next) &- UInt8(ascii: "a") < 26 || "/!?".utf8.contains(next)
  }

  private mutating func skipMarkup() {
    // The text of feeds is in CDATA sections.
    if isNext("<![cdata[") {
      position += 9
    } else if isNext("<!--") {
      skip(past: "-->")
    } else if isNext("<script") {
      skip(past: "</script")
      skip(past: ">")
    } else if isNext("<style") {
      skip(past: "</style")
      skip(past: ">")
    } else {
      skip(past: ">")
    }
  }

  private mutating func skip(past pattern: StaticString) {
    let first = pattern.utf8Start[0]
    while position < bytes.count {
      if lowercase(bytes[position]) == first, isNext(pattern) {
        position += pattern.utf8CodeUnitCount
        return
      }
      position += 1
    }
  }

  private func isNext(_ pattern: StaticString) -> Bool { bytes.matches(pattern, at: position) }
}
