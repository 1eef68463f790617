/// A decoder for the content codings of a body (RFC 9110, 8.4) that is fed as the body arrives.
///
/// libcurl 7.88 can decode too, but reports success for a body that ends before its coding does.
protocol ContentDecoder: AnyObject {
  /// Decodes the next received bytes and appends the result.
  func decode(_ input: UnsafeRawBufferPointer, into body: inout BoundedBody) throws(BodyError)
  /// Whether the end of the coding was reached and nothing follows it.
  var isComplete: Bool { get }
  /// The name of the coding, for messages.
  var name: String { get }
}

/// The reason why a body cannot be used.
enum BodyError: Error {
  case damaged(String)
  case tooLarge
}

/// The content codings that requests accept.
enum ContentCoding {
  /// The value of `Accept-Encoding`.
  static let accepted = "gzip, deflate, br, zstd"

  /// Returns the decoder for a Content-Encoding value; nil if nothing needs decoding. Names that are
  /// not codings, such as "none" and "utf-8", occur in practice and are ignored, as browsers do.
  static func decoder(for value: String) throws(BodyError) -> (any ContentDecoder)? {
    var decoders: [any ContentDecoder] = []
    for name in value.lowercased().split(whereSeparator: { $0 == "," || $0 == " " }) {
      let next: (any ContentDecoder)?
      switch name {
      case "gzip", "x-gzip": next = Inflater(.gzip)
      case "deflate": next = Inflater(.deflate)
      case "br": next = BrotliDecoder()
      case "zstd": next = ZstdDecoder()
      case "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip":
        throw .damaged("the server sent the content coding \(name), which was not requested")
      default: next = nil
      }
      if let next { decoders.append(next) }
      guard decoders.count <= 2 else {
        throw .damaged("the server applied more than two content codings: \(value)")
      }
    }
    return decoders.count == 2 ? DoubleDecoder(decoders[0], decoders[1]) : decoders.first
  }
}
