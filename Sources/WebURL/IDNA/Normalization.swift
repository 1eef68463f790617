/// Unicode Normalization Form C (UAX #15) of text that IDNAMapping has mapped. The mapping replaces
/// all scalars with compatibility and singleton decompositions, so that the table has only primary
/// composites.
enum Normalization {
  private static let composites = PackedTable(IDNATables.composites, width: 12)
  private static let compositions = PackedTable(IDNATables.compositions, width: 2)

  /// Returns the scalars in Normalization Form C.
  static func composed(_ scalars: [UInt32]) -> [UInt32] {
    var out: [UInt32] = []
    out.reserveCapacity(scalars.count)
    for scalar in scalars { decompose(scalar, into: &out) }
    sortMarks(in: &out)
    compose(&out)
    return out
  }

  private static func decompose(_ scalar: UInt32, into out: inout [UInt32]) {
    guard scalar >= 0xC0 else { return out.append(scalar) }
    if let parts = Hangul.decomposition(of: scalar) {
      out += parts
      return
    }
    let record = composites.partitionPoint { composites.value($0, at: 8, length: 4) < scalar }
    guard record < composites.count, composites.value(record, at: 8, length: 4) == scalar else {
      return out.append(scalar)
    }
    decompose(composites.value(record, at: 0, length: 4), into: &out)
    out.append(composites.value(record, at: 4, length: 4))
  }

  /// Sorts each run of combining marks by combining class, keeping the order of equals.
  private static func sortMarks(in scalars: inout [UInt32]) {
    var i = 0
    while i < scalars.count {
      var end = i
      while end < scalars.count, combiningClass(scalars[end]) != 0 { end += 1 }
      if end - i > 1 {
        // The standard library's sort is stable.
        scalars[i..<end].sort { combiningClass($0) < combiningClass($1) }
      }
      i = end + 1
    }
  }

  private static func compose(_ scalars: inout [UInt32]) {
    var out: [UInt32] = []
    var starter: Int?
    var lastClass: UInt8 = 0
    for scalar in scalars {
      let ownClass = combiningClass(scalar)
      if let starter {
        // A mark is blocked by one of the same class before it, a starter by any mark.
        let isBlocked = out.count - 1 > starter && lastClass >= ownClass
        if !isBlocked, let composite = composite(out[starter], scalar) {
          out[starter] = composite
          continue
        }
      }
      if ownClass == 0 { starter = out.count }
      lastClass = ownClass
      out.append(scalar)
    }
    scalars = out
  }

  /// Returns the primary composite of two scalars; nil if there is none.
  private static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if let syllable = Hangul.composite(first, second) { return syllable }
    func record(_ index: Int) -> Int { Int(compositions.value(index, at: 0, length: 2)) }
    func pair(_ record: Int) -> (UInt32, UInt32) {
      (composites.value(record, at: 0, length: 4), composites.value(record, at: 4, length: 4))
    }
    let index = compositions.partitionPoint { pair(record($0)) < (first, second) }
    guard index < compositions.count, pair(record(index)) == (first, second) else { return nil }
    return composites.value(record(index), at: 8, length: 4)
  }

  /// Returns the canonical combining class; 0 for starters.
  private static func combiningClass(_ scalar: UInt32) -> UInt8 {
    guard scalar >= 0x300 else { return 0 }
    return Unicode.Scalar(scalar)?.properties.canonicalCombiningClass.rawValue ?? 0
  }
}

/// The arithmetic composition of Hangul syllables (Unicode Standard, 3.12).
private enum Hangul {
  private static let syllables: UInt32 = 0xAC00
  private static let leading: UInt32 = 0x1100
  private static let vowels: UInt32 = 0x1161
  /// One before the first trailing consonant.
  private static let trailing: UInt32 = 0x11A7

  static func decomposition(of scalar: UInt32) -> [UInt32]? {
    guard (syllables..<syllables + 11_172).contains(scalar) else { return nil }
    let index = scalar - syllables
    let parts = [leading + index / 588, vowels + index % 588 / 28]
    return index % 28 == 0 ? parts : parts + [trailing + index % 28]
  }

  static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if (leading..<leading + 19).contains(first), (vowels..<vowels + 21).contains(second) {
      return syllables + ((first - leading) * 21 + (second - vowels)) * 28
    }
    if (syllables..<syllables + 11_172).contains(first), (first - syllables) % 28 == 0,
      (trailing + 1..<trailing + 28).contains(second)
    {
      return first + (second - trailing)
    }
    return nil
  }
}
