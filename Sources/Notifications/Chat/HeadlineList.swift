import Basics

/// The list of headlines in a message with several events.
struct HeadlineList {
  let title: String
  /// The list in the markup of the service, with links.
  private(set) var text = ""
  /// The list as plain text.
  private(set) var plain = ""

  /// The length of a headline, in characters.
  private static let maximumHeadlineLength = 150

  init(_ digest: EventDigest, _ service: ChatService) {
    title = digest.title
    let rest = { (count: Int) in "… and \(count) more" }
    // The number at the end is counted at its largest, so that it fits whatever it is.
    let end = service.length(of: service.lineBreak + rest(digest.events.count))
    let maximum = service.limit - service.length(of: service.markup.escape(title)) - end
    for (index, event) in digest.events.enumerated() {
      var content = EventContent(event)
      content.title = content.title.truncated(to: HeadlineList.maximumHeadlineLength)
      let lineBreak = index == 0 ? "" : service.lineBreak
      let line = lineBreak + service.markup.item(content)
      guard service.length(of: text) + service.length(of: line) <= maximum else {
        let more = rest(digest.events.count - index)
        text += lineBreak + more
        plain += (index == 0 ? "" : "\n") + more
        return
      }
      text += line
      plain += (index == 0 ? "" : "\n") + ChatService.Markup.plain.item(content)
    }
  }
}

extension ChatService.Markup {
  /// Returns a headline that is a link, or that is followed by the link.
  fileprivate func item(_ content: EventContent) -> String {
    let title = escape(content.title)
    guard content.link.hasPrefix("https://") || content.link.hasPrefix("http://") else {
      return "• \(title)"
    }
    let link = link(content.link)
    switch self {
    case .plain: return "• \(title)\n\(link)"
    case .html:
      return "• <a href=\"\(link.replacing("\"", with: "%22"))\">\(title)</a>"
    case .slack:
      // A bar would end the address.
      let text = title.replacing("|", with: "¦")
      return "• <\(link.replacing("|", with: "%7C"))|\(text)>"
    case .markdown:
      let address = link.replacing("(", with: "%28").replacing(")", with: "%29")
      return "- [\(title)](<\(address.replacing("<", with: "%3C").replacing(">", with: "%3E"))>)"
    }
  }
}
