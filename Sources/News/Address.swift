/// An absolute http or https address, normalised as the WHATWG URL standard serialises it.
public struct Address: Hashable, Sendable {
  /// The serialised address.
  public let string: String

  /// Nil when the text is no absolute http or https address.
  public init?(_ text: some StringProtocol) {
    guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return nil }
    string = String(text)
  }
}

extension Address: CustomStringConvertible {
  public var description: String { string }
}
