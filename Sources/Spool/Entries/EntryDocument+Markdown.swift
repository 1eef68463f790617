import Basics
import News

extension EntryDocument {
  /// Returns `article.md`: YAML front matter, then the headline and the article as Markdown.
  ///
  /// Nothing in the text of a page can end the front matter or become markup.
  package func markdown() -> [UInt8] {
    let title = title ?? ""
    var out = "---\n"
    for (key, value) in frontMatter(title: title) { out += "\(key): \(value)\n" }
    out += "---\n\n# \(Markdown.escape(title))\n"
    if let lede = summary, details.headline != nil,
      !Excerpt.Head(of: lede).isPrefix(of: contentText ?? "")
    {
      out += "\n*\(Markdown.escape(lede))*\n"
    }
    let body = Markdown.convert(html: contentHTML ?? "")
    if !body.isEmpty { out += "\n" + body }
    // The front matter and the headline have none; the body has those that it is given.
    out = out.strippingControlCharacters(keeping: "\n\t", keepingBalancedIsolates: true)
    return Array(out.utf8)
  }

  private func frontMatter(title: String) -> [(String, String)] {
    let members: [(String, String?)] = [
      ("title", YAML.quoted(title)),
      ("url", url.map(YAML.quoted)),
      ("date", datePublished.map(YAML.quoted)),
      ("date_precision", details.datePrecision),
      ("authors", authors.map { YAML.list($0.map(\.name)) }),
      ("dateline", details.dateline.map(YAML.quoted)),
      ("language", language.map(YAML.quoted)),
      ("tags", tags.map(YAML.list)),
      ("source", details.source.map(YAML.quoted)),
      ("id", YAML.quoted(id)),
      ("revision", details.revision.map { String($0) }),
      ("event", details.event.map { YAML.quoted($0.rawValue) }),
      ("first_seen", details.firstSeen.map(YAML.quoted)),
      ("extraction", details.extraction?.rawValue),
    ]
    return members.compactMap { key, value in value.map { (key, $0) } }
  }
}

private enum YAML {
  /// Returns a text as a double-quoted scalar. JSON strings are such scalars (YAML 1.2.2, 1.2);
  /// characters that reorder or hide what is displayed are removed.
  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.append(text.strippingControlCharacters(keeping: "\n\t"), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func list(_ texts: [String]) -> String {
    "[" + texts.map(quoted).joined(separator: ", ") + "]"
  }
}
