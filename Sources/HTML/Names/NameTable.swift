/// The static names, and a hash table of those that the tokenizer can produce.
///
/// The table is built once and never freed, so its pointers stay valid.
struct NameTable: @unchecked Sendable {
  // `@unchecked Sendable` is safe because nothing writes to the memory once `shared` is
  // initialised.
  static let shared = NameTable()

  /// The bytes of a name, and its first eight bytes as a little-endian word.
  struct Entry {
    var bytes: UnsafePointer<UInt8>
    var count: Int
    var word: UInt64
  }

  /// The number of hash slots: a power of two, several times the number of names.
  static let slotCount = 4096

  /// The entries by number; entry 0 is empty.
  let entries: UnsafePointer<Entry>
  /// The numbers of names by hash, 0 for an empty slot. A collision continues in the next slot.
  let slots: UnsafePointer<UInt16>

  private init() {
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: Name.staticCount + 1)
    let slots = UnsafeMutablePointer<UInt16>.allocate(capacity: Self.slotCount)
    slots.initialize(repeating: 0, count: Self.slotCount)
    let list = Name.staticNames.utf8Start
    entries.initialize(to: Entry(bytes: list, count: 0, word: 0))
    var start = 0
    var number = 1
    for offset in 0..<Name.staticNames.utf8CodeUnitCount where list[offset] == UInt8(ascii: " ") {
      let bytes = UnsafeBufferPointer(start: list + start, count: offset - start)
      let word = Self.word(bytes)
      (entries + number).initialize(
        to: Entry(bytes: list + start, count: offset - start, word: word))
      if number <= Name.tokenizedCount {
        var slot = Self.slot(word, count: offset - start)
        while slots[slot] != 0 { slot = (slot + 1) & (Self.slotCount - 1) }
        slots[slot] = UInt16(number)
      }
      number += 1
      start = offset + 1
    }
    precondition(number == Name.staticCount + 1)
    self.entries = UnsafePointer(entries)
    self.slots = UnsafePointer(slots)
  }

  /// Returns the first eight bytes of a name as a word, the first byte lowest.
  static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for offset in 0..<min(8, bytes.count) { word |= UInt64(bytes[offset]) &<< UInt64(8 &* offset) }
    return word
  }

  /// Returns the slot in which the search for a name starts.
  @inline(__always)
  static func slot(_ word: UInt64, count: Int) -> Int {
    let mixed = (word ^ UInt64(truncatingIfNeeded: count) &<< 58) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> 52)
  }

  /// Returns the number of a static name, 0 if the name is not static.
  ///
  /// - Parameters:
  ///   - word: the first eight bytes of the name, in lower case.
  ///   - bytes: the name, in any case; read only if it is longer than eight bytes.
  ///   - count: the length of the name.
  @inline(__always)
  func find(word: UInt64, bytes: UnsafePointer<UInt8>, count: Int) -> UInt16 {
    var slot = Self.slot(word, count: count)
    while true {
      let number = slots[slot]
      if number == 0 { return 0 }
      let entry = entries + Int(number)
      if entry.pointee.word == word, entry.pointee.count == count,
        count <= 8 || Self.equal(entry.pointee.bytes, bytes, from: 8, to: count)
      {
        return number
      }
      slot = (slot &+ 1) & (Self.slotCount - 1)
    }
  }

  /// Whether two names are equal in a range of offsets, with the second one converted to lower
  /// case.
  static func equal(
    _ name: UnsafePointer<UInt8>, _ bytes: UnsafePointer<UInt8>, from: Int, to: Int
  ) -> Bool {
    var offset = from
    while offset < to {
      if name[offset] != lowercase(bytes[offset]) { return false }
      offset &+= 1
    }
    return true
  }

  /// Returns the number of the static name with exactly these bytes, mixed-case names included; 0
  /// if there is none.
  func exact(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt16 {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return 0 }
    let word = Self.word(bytes)
    let hasCapitals = bytes.contains { $0 &- 0x41 < 26 }
    if !hasCapitals { return find(word: word, bytes: start, count: bytes.count) }
    for number in Name.tokenizedCount + 1..<Name.staticCount + 1
    where bytes.elementsEqual(self.bytes(of: UInt16(number))) {
      return UInt16(number)
    }
    return 0
  }

  /// Returns the bytes of a static name; none for 0.
  ///
  /// - Precondition: `number` is at most ``Name/staticCount``.
  func bytes(of number: UInt16) -> UnsafeBufferPointer<UInt8> {
    precondition(Int(number) <= Name.staticCount)
    let entry = entries[Int(number)]
    return UnsafeBufferPointer(start: entry.bytes, count: entry.count)
  }
}
