/// The name of an element or attribute, as a number that is compared without its text.
///
/// All HTML, SVG and MathML names and the common attributes have constants (`.div`, `.href`,
/// `.acceptCharset`). Any other name gets a number from the document it occurs in and is valid in
/// that document only: see ``Document/name(_:)`` and ``Document/string(of:)``.
public struct Name: Hashable, Sendable {
  /// The number of the name: 1 to ``staticCount`` for static names, higher for names of one
  /// document, 0 for no name.
  public let number: UInt16

  @inlinable init(number: UInt16) { self.number = number }

  /// Creates the static name with exactly this text; nil if there is none.
  public init?(_ string: String) {
    var string = string
    let number = string.withUTF8 { NameTable.shared.exact($0) }
    guard number != 0 else { return nil }
    self.number = number
  }

  /// Whether the name is valid in all documents.
  public var isStatic: Bool { number != 0 && Int(number) <= Name.staticCount }

  /// The text of a static name; nil for a name of one document.
  public var string: String? {
    isStatic ? String(decoding: NameTable.shared.bytes(of: number), as: UTF8.self) : nil
  }
}

extension Name: CustomStringConvertible {
  /// The text of a static name, or the number of another one.
  public var description: String { string ?? "name \(number)" }
}
