/// A table of records of fixed width in a string literal; each character carries six bits, 0x30
/// added.
struct PackedTable {
  private let text: StaticString
  private let width: Int
  /// The number of records.
  let count: Int

  init(_ text: StaticString, width: Int) {
    self.text = text
    self.width = width
    count = text.utf8CodeUnitCount / width
  }

  /// Returns the number in some characters of a record.
  func value(_ record: Int, at offset: Int, length: Int) -> UInt32 {
    let start = text.utf8Start + record * width + offset
    return (0..<length).reduce(0) { $0 << 6 | UInt32(start[$1] - 0x30) }
  }

  /// Returns the first record for which the condition fails; it must hold for all records before
  /// that one and for none after.
  func partitionPoint(_ condition: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Returns the last record whose first four characters are at most the scalar; -1 if there is
  /// none.
  func run(containing scalar: UInt32) -> Int {
    partitionPoint { value($0, at: 0, length: 4) <= scalar } - 1
  }
}
