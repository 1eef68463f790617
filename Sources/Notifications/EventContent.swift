import Basics
import Spool

/// The content of an event for a message to people. The texts are on one line and have no control characters.
struct EventContent: Hashable, Sendable {
  /// The headline, with the kind of the event unless it is a new article.
  var title: String
  /// The lede, or the beginning of the text.
  var text: String
  var link: String
  var source: String

  /// The length of the text that is considered, in characters.
  private static let maximumTextLength = 2000

  init(_ event: Event) {
    source = event.source
    guard let document = try? EntryDocument(decoding: event.record) else {
      (title, text, link) = ("\(event.source): \(event.kind.rawValue)", "", "")
      return
    }
    let headline = (document.title ?? "").onOneLine
    let label: String? =
      switch event.kind {
      case .revised, .withdrawn, .restored: event.kind.rawValue
      default: nil
      }
    title = label.map { "\($0): \(headline)" } ?? headline
    let lede = document.summary ?? document.contentText ?? ""
    text = lede.truncated(to: EventContent.maximumTextLength).onOneLine
    // A title is often the beginning of the lede.
    if text == headline { text = "" }
    link = document.url ?? ""
  }
}
