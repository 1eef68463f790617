/// What of a page is looked at to guess its encoding: the text a reader sees, around its bytes
/// beyond ASCII. Markup, scripts and styles are the same in all encodings, and longer runs of
/// ASCII tell nothing.
struct EncodingSample {
  /// With up to two bytes of ASCII at each side of a run of others; where more was left out, a
  /// space.
  private(set) var bytes: [UInt8] = []
  /// Bytes beyond ASCII.
  private(set) var nonASCIICount = 0
  /// Bytes of ASCII since the last other.
  private var run = 0

  /// Some two hundred teasers. What a site says on every page (its menu) comes first in it, so
  /// that one day's news makes no other encoding of it.
  private static let maximumLength = 16 << 10
  /// Of the page.
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

/// Walks through the text of a page whose encoding is not known, leaving out its markup. No byte of
/// a character of several bytes looks like `<` in the encodings that are guessed this way.
private struct TextScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// A space for each piece of markup.
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
    // In feeds the text stands in such sections.
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
