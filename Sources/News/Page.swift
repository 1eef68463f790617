import WebURL

/// A page as received: its bytes with the address they came from, for relative links need it.
package struct Page: Sendable {
  /// The address of the page after redirects; relative links resolve against it (and `<base>`).
  package var address: WebURL
  /// The body with content codings undone, not yet decoded to text.
  package var bytes: [UInt8]
  /// The `charset` parameter of the transport's Content-Type, as sent.
  package var transportCharset: String?
  /// A charset set by the user for this source; wins over everything.
  package var charsetOverride: String?
  /// The charset that the text of an earlier page of the source told: what is a near thing is to
  /// come out the same from round to round.
  package var expectedCharset: String?

  package init(
    address: WebURL, bytes: [UInt8], transportCharset: String? = nil,
    charsetOverride: String? = nil
  ) {
    self.address = address
    self.bytes = bytes
    self.transportCharset = transportCharset
    self.charsetOverride = charsetOverride
  }
}
