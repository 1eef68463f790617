/// A named character reference in the input (HTML standard, 13.2.5.73 and 13.5).
struct NamedReference {
  /// The number of bytes of the reference after the ampersand, including its semicolon.
  let length: Int
  /// Whether the reference ends with a semicolon. A reference without one is a parse error; inside
  /// an attribute it is text if `=`, a letter or a digit follows, which the caller checks.
  let hasSemicolon: Bool
  /// The characters of the reference, one or two code points in UTF-8, in static memory.
  let utf8: UnsafeBufferPointer<UInt8>

  /// The length of the longest name, without its semicolon.
  private static let maximumNameLength = 31
  /// The length of the longest name that is valid without a semicolon.
  private static let maximumBareNameLength = 6

  /// Returns the longest reference at the start of `bytes`, which follow an ampersand.
  ///
  /// Names consist of letters and digits, so a name with a semicolon is the whole run of them. Only
  /// the 106 legacy names without a semicolon can be a prefix of the run.
  static func match(_ bytes: UnsafeBufferPointer<UInt8>) -> NamedReference? {
    let maximumLength = min(bytes.count, maximumNameLength + 1)
    var run = 0
    while run < maximumLength, isASCIIAlphanumeric(bytes[run]) { run += 1 }
    guard run >= 2 else { return nil }
    if run < maximumLength, bytes[run] == UInt8(ascii: ";"),
      let entry = lookup(bytes, length: run)
    {
      return NamedReference(length: run + 1, hasSemicolon: true, utf8: entry.value)
    }
    var length = min(run, maximumBareNameLength)
    while length >= 2 {
      if let entry = lookup(bytes, length: length), entry.isBare {
        return NamedReference(length: length, hasSemicolon: false, utf8: entry.value)
      }
      length -= 1
    }
    return nil
  }

  private typealias Entry = (value: UnsafeBufferPointer<UInt8>, isBare: Bool)

  /// Returns the entry whose name is the first `length` bytes.
  ///
  /// The unchecked reads stay within the generated tables: a bucket is below 1024 and there is one
  /// offset more, and the lengths in the entries lead from each entry to the next up to the offset
  /// of the following bucket.
  private static func lookup(_ name: UnsafeBufferPointer<UInt8>, length: Int) -> Entry? {
    let bucket = bucket(of: name, length: length)
    let entries = Self.entries.utf8Start
    var position = offset(bucket)
    let end = offset(bucket + 1)
    while position < end {
      let head = entries[position]
      let nameLength = Int(head & 0x3F ^ 0x20)
      let valueLength = Int(entries[position + 1 + nameLength] &- 0x30)
      if nameLength == length {
        var same = 0
        while same < length, entries[position + 1 + same] == name[same] { same += 1 }
        if same == length {
          let value = UnsafeBufferPointer(
            start: entries + position + 2 + length, count: valueLength)
          return (value, head & 0x40 != 0)
        }
      }
      position += 2 + nameLength + valueLength
    }
    return nil
  }

  private static func offset(_ bucket: Int) -> Int {
    let bytes = buckets.utf8Start + 3 * bucket
    return Int(bytes[0] & 31) << 10 | Int(bytes[1] & 31) << 5 | Int(bytes[2] & 31)
  }

  /// Returns the hash of a name, which `Tables/make_named_references.py` computes in the same way.
  private static func bucket(of name: UnsafeBufferPointer<UInt8>, length: Int) -> Int {
    var value: UInt32 = 0
    for index in 0..<length { value = value &* 31 &+ UInt32(name[index]) }
    return Int((value ^ value >> 10) & 1023)
  }
}
