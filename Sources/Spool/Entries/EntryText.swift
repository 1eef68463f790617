import Basics

/// The parts of a record for people. None has control characters but those of its lines.
package struct EntryText: Sendable {
  /// The byline, and the place and time.
  package let facts: [String]
  /// The address of the article; empty if there is none.
  package let link: String
  /// The text of the article, or else its lede.
  package let text: String

  package init(_ document: EntryDocument) {
    let byline = (document.authors ?? []).map(\.name.onOneLine).joined(separator: ", ")
    let isDay = document.details.datePrecision == "day"
    let date = document.datePublished.map { isDay ? String($0.prefix(10)) : $0 }
    let place = [document.details.dateline, date].compactMap { $0?.onOneLine }
      .joined(separator: " · ")
    facts = [byline, place].filter { !$0.isEmpty }
    link = document.url?.onOneLine ?? ""
    text = (document.contentText ?? document.summary ?? "").strippingControlCharacters(
      keeping: "\n\t", replacingSeparatorsWith: " ", keepingBalancedIsolates: true)
  }

  /// Returns the title, the facts, the address and a text; the text is not wrapped.
  package func plain(title: String, text: String) -> String {
    let head = ([title] + facts + [link]).filter { !$0.isEmpty }
    return head.joined(separator: "\n") + "\n\n" + text + "\n"
  }
}

extension EntryRecord {
  /// Returns `article.txt`: title, byline, date, address, and the text without wrapped lines.
  func plainText() -> [UInt8] {
    let text = EntryText(document)
    return Array(text.plain(title: title.onOneLine, text: text.text).utf8)
  }
}
