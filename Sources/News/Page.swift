/// A page as received: its bytes with the address they came from, for relative links need it.
public struct Page: Sendable {
  /// The address of the page after redirects; relative links resolve against it (and `<base>`).
  public var address: Address
  /// The body with content codings undone, not yet decoded to text.
  public var bytes: [UInt8]
  /// The `charset` parameter of the transport's Content-Type, as sent.
  public var transportCharset: String?
  /// A charset set by the user for this source; wins over everything.
  public var charsetOverride: String?
  /// The charset that the text of an earlier page of the source told: what is a near thing is to
  /// come out the same from round to round.
  public var expectedCharset: String?

  public init(
    address: Address, bytes: [UInt8], transportCharset: String? = nil,
    charsetOverride: String? = nil
  ) {
    self.address = address
    self.bytes = bytes
    self.transportCharset = transportCharset
    self.charsetOverride = charsetOverride
  }
}
