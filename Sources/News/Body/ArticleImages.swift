/// An image in the HTML of an article.
package struct ArticleImage: Hashable, Sendable {
  /// The address, without character references.
  package var address: String
  /// The address as it is written in HTML.
  package var escapedAddress: String
  /// The description, without character references; may be empty.
  package var description: String
  /// The description as it is written in HTML.
  package var escapedDescription: String
  /// Whether the image is in a link.
  package var isInLink: Bool
}

/// The images in the HTML of articles.
///
/// The HTML is that of ``Article/Body/html``, where `<` and quotes are nothing but markup, and an image is
/// written in one form only (`SafeHTML.image`).
package enum ArticleImages {
  /// Returns the images, each address once, in their order.
  package static func images(in html: String) -> [ArticleImage] {
    var images: [ArticleImage] = []
    var known: Set<String> = []
    _ = replacing(in: html) { image in
      if known.insert(image.address).inserted { images.append(image) }
      return ""
    }
    return images
  }

  /// Returns the HTML with other markup in the place of each image.
  package static func replacing(in html: String, by markup: (ArticleImage) -> String) -> String {
    // Bytes are compared, because a mark that follows `<` or a quote would form one character with it.
    let pieces = html.utf8.split(
      separator: UInt8(ascii: "<"), omittingEmptySubsequences: false
    ).map(Substring.init)
    guard pieces.count > 1 else { return html }
    var out = String(pieces[0])
    var isInLink = false
    for piece in pieces.dropFirst() {
      if piece.utf8.starts(with: "a ".utf8) { isInLink = true }
      if piece.utf8.starts(with: "/a>".utf8) { isInLink = false }
      if let (image, rest) = image(in: piece, isInLink: isInLink) {
        out += markup(image) + rest
      } else {
        out += "<" + piece
      }
    }
    return out
  }

  /// Returns the image that a tag is, and what follows the tag.
  private static func image(
    in tag: Substring, isInLink: Bool
  ) -> (image: ArticleImage, rest: Substring)? {
    guard tag.utf8.starts(with: "img src=\"".utf8) else { return nil }
    let values = tag.utf8.split(
      separator: UInt8(ascii: "\""), maxSplits: 4, omittingEmptySubsequences: false
    ).map(Substring.init)
    guard values.count == 5, values[2] == " alt=", values[4].utf8.first == UInt8(ascii: ">") else {
      return nil
    }
    let image = ArticleImage(
      address: unescape(values[1]), escapedAddress: String(values[1]),
      description: unescape(values[3]), escapedDescription: String(values[3]), isInLink: isInLink)
    return (image, Substring(values[4].utf8.dropFirst()))
  }

  private static func unescape(_ text: Substring) -> String {
    // The ampersand comes last, so that what it spells is not read again.
    var text = String(text)
    for (reference, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&"),
    ] { text = text.replacing(reference, with: character) }
    return text
  }
}
