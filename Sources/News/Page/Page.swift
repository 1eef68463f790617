import WebURL

/// A page as received: its bytes, with the address that relative links resolve against.
package struct Page: Sendable {
  /// The address after redirects; relative links resolve against it, unless `<base>` says
  /// otherwise.
  package var address: WebURL
  /// The body after removal of content codings, not yet decoded to text.
  package var bytes: [UInt8]
  /// The `charset` parameter of the Content-Type header, as sent.
  package var transportCharset: String?
  /// A charset configured for the source; it takes precedence over everything else.
  package var charsetOverride: String?
  /// The charset detected on an earlier page of the source. It decides close calls, so that the
  /// result is the same in every round.
  package var expectedCharset: String?

  /// Creates a page.
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
