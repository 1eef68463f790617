/// A set of prefixes, in lower case, indexed by their first byte.
struct PrefixTable: Sendable {
  private let byFirst: [[[UInt8]]]

  init(_ beginnings: [String]) {
    var table = [[[UInt8]]](repeating: [], count: 256)
    for beginning in beginnings {
      let bytes = Array(beginning.utf8)
      table[Int(bytes[0])].append(bytes)
      // In scripts with case, the first letter may be a capital.
      let capital = Array((beginning.prefix(1).uppercased() + beginning.dropFirst()).utf8)
      if bytes[0] >= 0x80, capital != bytes { table[Int(capital[0])].append(capital) }
    }
    byFirst = table
  }

  /// Whether the text begins with a prefix, after quotation marks, bullets or arrows.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    while start < text.count, start < 4, Self.isOrnament(text[start]) { start += 1 }
    guard start < text.count else { return false }
    let first = Self.lower(text[start])
    for beginning in byFirst[Int(first)] where text.count - start >= beginning.count {
      var k = 1
      while k < beginning.count, Self.lower(text[start + k]) == beginning[k] { k += 1 }
      if k == beginning.count { return true }
    }
    return false
  }

  private static func isOrnament(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "*")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ">")
  }

  @inline(__always) private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
