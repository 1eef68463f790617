import HTML

/// A page without teasers or text, and what it seems to be.
struct EmptyPage {
  /// The reason why it is empty, as a clause for people.
  let reason: String
  let obstacle: PageObstacle?

  /// The maximum size of the text of a page that is nothing but a notice.
  private static let maximumNoticeLength = 2000

  /// Recognizes what a page is by its titles, its text and its elements; nil for an ordinary page.
  init?(_ document: Document) {
    let text = String(decoding: BlockTree(document).text, as: UTF8.self)
    guard text.utf8.count <= EmptyPage.maximumNoticeLength else { return nil }
    let titles = Interstitial.titles(of: document)
    if let interstitial = Interstitial.detect(in: titles + [text]) {
      (reason, obstacle) = ("the page is \(interstitial.reason)", interstitial.obstacle)
    } else if ScriptShell.isRecognized(document, text: text) {
      (reason, obstacle) = (ScriptShell.reason, .scripts)
    } else {
      return nil
    }
  }
}
