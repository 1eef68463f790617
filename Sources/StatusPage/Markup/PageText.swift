import HTML

/// The text of a page for people, without markup, scripts and styles.
struct PageText {
  let text: String

  /// The bytes of the page that are parsed, and of the text that are shown.
  private static let maximumPageBytes = 512 << 10
  private static let maximumTextBytes = 8 << 10

  private static let hidden: Set<Name> = [
    .script, .style, .template, .noscript, .iframe, .svg, .textarea, .select,
  ]
  private static let inline: Set<Name> = [
    .a, .abbr, .b, .bdi, .em, .font, .i, .mark, .q, .small, .span, .strong, .sub, .sup, .time, .u,
  ]

  init(_ page: [UInt8]) {
    let options = ParseOptions(
      maximumNodes: 50_000, maximumDepth: 500, maximumBytes: PageText.maximumPageBytes)
    let document = Document(Array(page.prefix(PageText.maximumPageBytes)), options: options)
    var lines = [""]
    var (size, end) = (0, 0)
    for node in document.body?.descendants ?? document.root.descendants where node.index >= end {
      if node.isText {
        let words = node.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { continue }
        size += words.utf8.count + 1
        lines[lines.count - 1] += lines[lines.count - 1].isEmpty ? words : " " + words
        if size > PageText.maximumTextBytes { break }
      } else if node.isElement {
        if PageText.hidden.contains(node.name) { end = node.end }
        if !PageText.inline.contains(node.name), lines.last != "" { lines.append("") }
      }
    }
    let joined = lines.filter { !$0.isEmpty }.joined(separator: "\n")
    text =
      joined.utf8.count > PageText.maximumTextBytes
      ? String(joined.prefix(PageText.maximumTextBytes)) + " …" : joined
  }
}
