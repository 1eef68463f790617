/// The name of an element or attribute as a number, compared without looking at its letters.
///
/// All HTML, SVG and MathML names and the common attributes have constants (`.div`, `.href`,
/// `.acceptCharset`). A name that is none of these gets a number from the document it occurs in
/// and means nothing elsewhere: see ``Document/name(_:)`` and ``Document/string(of:)``.
public struct Name: Hashable, Sendable {
  /// 1 to ``staticCount`` are static, and small enough for a table; 0 is no name at all.
  public let number: UInt16

  @inlinable init(number: UInt16) { self.number = number }

  /// The static name with exactly these letters, nil when there is none.
  public init?(_ string: String) {
    var string = string
    let number = string.withUTF8 { NameTable.shared.exact($0) }
    guard number != 0 else { return nil }
    self.number = number
  }

  /// Whether the name means the same in all documents.
  public var isStatic: Bool { number != 0 && Int(number) <= Name.staticCount }

  /// The letters of a static name; nil for one that only its document knows.
  public var string: String? {
    isStatic ? String(decoding: NameTable.shared.bytes(of: number), as: UTF8.self) : nil
  }
}

extension Name: CustomStringConvertible {
  public var description: String { string ?? "name \(number)" }
}
