/// The static names and a hash over those the tokenizer can meet.
///
/// Built once and never freed, so its pointers are valid for as long as the process runs.
struct NameTable: @unchecked Sendable {
  // Safe to share: nothing writes to the memory once `shared` is initialised.
  static let shared = NameTable()

  /// A name's letters: where, how many, and the first eight of them as a little-endian word.
  struct Entry {
    var bytes: UnsafePointer<UInt8>
    var count: Int
    var word: UInt64
  }

  /// Slots of the hash; a power of two, several times the number of names.
  static let slotCount = 4096

  /// By number; entry 0 is empty.
  let entries: UnsafePointer<Entry>
  /// By hash: number of a name, 0 where there is none; collisions go to the next slot.
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

  /// Up to eight first letters, the first lowest.
  static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for offset in 0..<min(8, bytes.count) { word |= UInt64(bytes[offset]) &<< UInt64(8 &* offset) }
    return word
  }

  /// Where the search for a name with this beginning and length starts.
  @inline(__always)
  static func slot(_ word: UInt64, count: Int) -> Int {
    let mixed = (word ^ UInt64(truncatingIfNeeded: count) &<< 58) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> 52)
  }

  /// The number of a lower-case name, 0 when it is not static.
  ///
  /// - Parameter word: the first eight letters of `letters`, in lower case.
  /// - Parameter letters: `count` bytes, read only where the name is longer than a word; letters
  ///   may be upper case.
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

  /// Whether `letters`, made lower case, continue as `name` does.
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

  /// The number of the static name with exactly these letters, mixed case included; else 0.
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

  /// - Precondition: the number is that of a static name, or 0.
  func bytes(of number: UInt16) -> UnsafeBufferPointer<UInt8> {
    precondition(Int(number) <= Name.staticCount)
    let entry = entries[Int(number)]
    return UnsafeBufferPointer(start: entry.bytes, count: entry.count)
  }
}
