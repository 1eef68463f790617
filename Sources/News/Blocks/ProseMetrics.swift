/// Measures that distinguish prose from labels, link lists and notices.
enum ProseMetrics {
  /// Returns the characters of prose in a block: 0 for labels and blocks that are mostly links.
  static func amount(in tree: BlockTree, block i: Int) -> Int {
    let block = tree.blocks[i]
    let own = block.length - block.linkLength
    guard own * 2 > block.length, block.length >= 25 else { return 0 }
    guard
      block.length >= 80 && (block.marks > 0 || isUnpunctuated(tree, i)) || endsSentence(tree, i)
    else { return 0 }
    return tree.withBytes(of: i) { bytes in
      // A short line with many digits is a date, a score or a price.
      let isNumbers =
        block.length < 80 && bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 5 >= bytes.count
      return isNumbers || ConsentWording.matches(bytes) ? 0 : own
    }
  }

  /// Returns the number of full stops, question marks and exclamation marks that end a word, in any
  /// script.
  static func sentences(_ tree: BlockTree, _ block: Int) -> Int {
    tree.withBytes(of: block) { bytes in
      var count = 0
      for i in bytes.indices {
        switch bytes[i] {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
          let next = i + 1 < bytes.count ? bytes[i + 1] : 0x20
          if next == 0x20 || next >= 0x80 || next == UInt8(ascii: "\"") { count += 1 }
        case 0x82 where i >= 2 && bytes[i - 1] == 0x80 && bytes[i - 2] == 0xE3: count += 1
        case 0xA4 where i >= 2 && bytes[i - 1] == 0xA5 && bytes[i - 2] == 0xE0: count += 1
        case 0x94 where i >= 1 && bytes[i - 1] == 0xDB: count += 1
        default: break
        }
      }
      return count
    }
  }

  /// Whether most of a text is in a script that has no full stop and no comma: Thai or Lao (U+0E00 to U+0EFF).
  private static func isUnpunctuated(_ tree: BlockTree, _ block: Int) -> Bool {
    tree.withBytes(of: block) { bytes in
      bytes.indices.dropLast().count {
        bytes[$0] == 0xE0 && (0xB8...0xBB).contains(bytes[$0 + 1])
      } * 6 > bytes.count
    }
  }

  static func endsSentence(_ tree: BlockTree, _ block: Int) -> Bool {
    tree.withBytes(of: block) { endsSentence($0) }
  }

  /// Whether a text ends like a sentence: with a full stop of any script, optionally followed by
  /// closing quotation marks or brackets.
  static func endsSentence(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = bytes.count
    for _ in 0..<4 where end > 0 {
      let last = bytes[end - 1]
      if last < 0x80 {
        switch last {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
          UInt8(ascii: ";"):
          return true
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"):
          end -= 1
          continue
        default: return false
        }
      }
      var start = end - 1
      while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      let scalar = bytes[start..<end].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if stops.contains(scalar) { return true }
      guard closers.contains(scalar) else { return false }
      end = start
    }
    return false
  }

  private static func packed(_ characters: String) -> Set<UInt32> {
    Set(
      characters.unicodeScalars.map { String($0).utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } })
  }

  private static let stops = packed("…。！？।॥؟۔។።၊」』")
  private static let closers = packed("”“’»›）】〉》")
}
