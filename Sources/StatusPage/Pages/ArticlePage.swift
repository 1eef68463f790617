import Basics
import Ledger
import Watch

/// The page of an article: its text, the changes of its revisions, and what happened to it.
struct ArticlePage {
  private let details: ServiceMonitor.ArticleDetails
  private let time: StatusTime

  private var history: ArticleHistory { details.history }

  init(_ details: ServiceMonitor.ArticleDetails, time: StatusTime) {
    self.details = details
    self.time = time
  }

  /// The headline, or what stands for it.
  var title: String {
    let title = details.text?.headline ?? history.headline ?? history.lede ?? history.id
    return title.shortened(to: 300)
  }

  var content: Markup { facts + text + changes + events + deliveries }

  private var facts: Markup {
    let authors = details.text?.authors.joined(separator: ", ") ?? ""
    return """
      <dl>
      <div><dt>Source</dt><dd><a href="/source/\(history.source.pathSegment)">\(history.source)</a></dd></div>
      <div><dt>Address</dt><dd>\(history.link.map { Link($0).markup } ?? "unknown")</dd></div>
      \(authors.isEmpty ? .empty : "<div><dt>By</dt><dd><bdi>\(authors)</bdi></dd></div>" as Markup)
      <div><dt>Date on the listing</dt><dd>\(history.date ?? "none")</dd></div>
      <div><dt>First seen</dt><dd>\(time.clock(history.firstSeen))</dd></div>
      <div><dt>State</dt><dd>\(history.isWithdrawn ? "withdrawn" : history.state)</dd></div>
      <div><dt>Revision</dt><dd>\(history.revision)</dd></div>
      <div><dt>Id</dt><dd><code>\(history.id)</code></dd></div>
      </dl>
      """
  }

  // MARK: - Text

  /// The maximum size of the text that is shown.
  private static let maximumBytes = 200_000

  private var text: Markup {
    let lede: Markup = history.lede.map { "<p class=\"lede\" dir=\"auto\">\($0)</p>" } ?? .empty
    guard let text = details.text?.text, !text.isEmpty else {
      return lede + "<p class=\"muted\">The text is not stored here any longer.</p>"
    }
    let paragraphs: [Markup] = text.shortened(to: ArticlePage.maximumBytes)
      .split(separator: "\n").map { "<p dir=\"auto\">\(String($0))</p>\n" }
    return lede + "<h2>Text</h2><div class=\"body\">\(paragraphs)</div>"
  }

  private var changes: Markup {
    guard !details.changes.isEmpty else { return .empty }
    let sections: [Markup] = details.changes.map { revision, text in
      """
      <h3>Revision \(revision)</h3>
      <pre class="diff" dir="auto">\(Difference(text).markup)</pre>
      """
    }
    return "<h2>Changes</h2>\(sections)"
  }

  // MARK: - History

  private var events: Markup {
    let items: [Markup] = history.events.map { event in
      let revision: Markup = event.revision.map { $0 > 0 ? " (revision \($0))" : .empty } ?? .empty
      let note: Markup = event.note.map { ": <bdi>\($0.shortened(to: 500))</bdi>" } ?? .empty
      return "<li>\(time.clock(event.at)) <strong>\(event.event)</strong>\(revision)\(note)</li>\n"
    }
    return "<h2>Events</h2><ul class=\"list\">\(items)</ul>"
  }

  private var deliveries: Markup {
    guard !history.deliveries.isEmpty else { return .empty }
    let items: [Markup] = history.deliveries.map { delivery in
      let error: Markup = delivery.error.map { ": <bdi>\($0.shortened(to: 500))</bdi>" } ?? .empty
      return """
        <li>\(delivery.hook): <strong>\(delivery.state)</strong> (\(delivery.event), revision \
        \(delivery.revision), attempts: \(delivery.attempts))\(error)</li>

        """
    }
    return "<h2>Deliveries</h2><ul class=\"list\">\(items)</ul>"
  }
}

/// The changes between two revisions with colored words.
struct Difference {
  private let text: String

  /// - Parameter text: `[-removed-]` and `{+added+}` among words that stay.
  init(_ text: String) { self.text = text }

  var markup: Markup {
    var result = Markup.empty
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "[" || $0 == "{" }) {
      let opening = rest[start...]
      let (isRemoved, isAdded) = (opening.hasPrefix("[-"), opening.hasPrefix("{+"))
      guard isRemoved || isAdded,
        let end = opening.firstRange(of: isRemoved ? "-]" : "+}")
      else {
        result += "\(String(rest[...start]))"
        rest = rest[rest.index(after: start)...]
        continue
      }
      let words = String(opening[opening.index(start, offsetBy: 2)..<end.lowerBound])
      result += "\(String(rest[..<start]))"
      result += isRemoved ? "<del>\(words)</del>" : "<ins>\(words)</ins>"
      rest = rest[end.upperBound...]
    }
    return result + "\(String(rest))"
  }
}
