/// A named character reference found in the input (HTML standard, 13.2.5.73 and 13.5).
struct NamedReference {
  /// Bytes after the ampersand that belong to the reference, its semicolon included.
  let length: Int
  /// Whether the reference ends with a semicolon. One that does not is an error, and none at all
  /// inside an attribute when `=`, a letter or a digit follows; that is for the caller to see to.
  let hasSemicolon: Bool
  /// What it stands for, one or two code points, in UTF-8. Static memory, valid forever.
  let utf8: UnsafeBufferPointer<UInt8>

  /// No name is longer, its semicolon not counted.
  private static let maximumNameLength = 31
  /// No name that stands without a semicolon is longer.
  private static let maximumBareNameLength = 6

  /// The longest reference at the start of `bytes`, which follow an ampersand.
  ///
  /// Names consist of letters and digits, so one that ends with a semicolon is the whole run of
  /// them; only the 106 names of old, which stand without one, can be a mere prefix of the run.
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

  /// The entry whose name is the first `length` bytes.
  ///
  /// The unchecked reads stay within the generated tables: a bucket is below 1024 and the offsets
  /// have one more, and the lengths in the entries lead from each to the next up to the offset of
  /// the following bucket.
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

  /// A hash of the name, as `Tables/make_named_references.py` has it.
  private static func bucket(of name: UnsafeBufferPointer<UInt8>, length: Int) -> Int {
    var value: UInt32 = 0
    for index in 0..<length { value = value &* 31 &+ UInt32(name[index]) }
    return Int((value ^ value >> 10) & 1023)
  }
}
