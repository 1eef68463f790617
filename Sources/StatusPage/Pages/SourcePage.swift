import Basics
import Foundation
import Ledger
import Settings
import Watch

/// The page of a source: its state, the evidence, its rhythm, its events and its newest articles.
struct SourcePage {
  let source: Status.SourceStatus
  let settings: Source
  /// Nil if the source was never polled.
  let details: ServiceMonitor.SourceDetails?
  let time: StatusTime

  var content: Markup { state + evidence + rhythm + articles + events }

  // MARK: - State

  private var state: Markup {
    let texts = [
      source.reason, source.remedy.map { "To try: \($0)" },
      source.hold.map { "Its host is not requested: \($0)" },
      source.gap.map { "Articles may be missing: \($0)" },
      source.movedTo.map { "The listing has moved to \($0)." },
      source.insecureRedirect.map { "The listing leads to \($0), which is not encrypted." },
      source.error.map { "The oldest article to fetch: \($0)" },
    ]
    let since: Markup = source.since.map { " since \(time.clock($0))" } ?? .empty
    return """
      <p>\(HealthBadge(source.health).markup)\(since)</p>
      \(texts.compactMap { $0 }.map { "<p dir=\"auto\">\($0.shortened(to: 1000))</p>" as Markup })
      <dl>
      <div><dt>Address</dt><dd>\(Link(source.url).markup)</dd></div>
      <div><dt>Interval</dt><dd>\(interval)</dd></div>
      <div><dt>Last round</dt><dd>\(time.ago(source.lastRound))</dd></div>
      <div><dt>Last article</dt><dd>\(time.ago(source.lastNews))</dd></div>
      <div><dt>Next round</dt><dd>\(source.health == .paused ? "not polled" : time.ahead(source.nextRound))</dd></div>
      <div><dt>Failed rounds in a row</dt><dd>\(source.failures)</dd></div>
      \(failureShares)<div><dt>Articles</dt><dd>\(source.spooled) entries spooled, \(source.owed) to fetch</dd></div>
      </dl>
      """
  }

  private var failureShares: Markup {
    guard let shares = source.failureShares else { return .empty }
    let texts = RoundFailures.ranking(shares).map {
      "\($0.stage) \(($0.share * 1000).rounded() / 10) %"
    }
    return "<div><dt>Failed rounds by stage</dt><dd>\(texts.joined(separator: ", "))</dd></div>"
  }

  private var interval: String {
    let schedule = settings.schedule
    guard schedule.isAdaptive else { return schedule.interval.shortDescription }
    return "adaptive, \(schedule.minimumInterval.shortDescription) to "
      + schedule.maximumInterval.shortDescription
  }

  private var evidence: Markup {
    guard let page = details?.evidence else { return .empty }
    let text = PageText(page).text
    return """
      <h2>Evidence</h2>
      <p>The text of the page that broke the source, without its markup:</p>
      <pre class="page" dir="auto" tabindex="0" role="region" aria-label="Text of the page">\
      \(text.isEmpty ? "(no text)" : text)</pre>
      """
  }

  // MARK: - Publishing

  private var rhythm: Markup {
    guard let publication = details?.history.publication, publication.arrivals.count > 1 else {
      return .empty
    }
    let pauses = publication.pauses.sorted()
    let counts = publication.articlesByHour(in: time.text.zone)
    return """
      <h2>Rhythm</h2>
      <p>\(publication.arrivals.reduce(0) { $0 + $1.count }) articles since \
      \(time.clock(publication.arrivals[0].time)). Pauses: usually \
      \(TimeText.length(pauses[pauses.count / 2])), at most \(TimeText.length(pauses[pauses.count - 1])).</p>
      \(RhythmChart(counts: counts, zone: time.text.zone.identifier).figure)
      """
  }

  private var articles: Markup {
    guard let articles = details?.articles, !articles.isEmpty else { return .empty }
    let items: [Markup] = articles.map { article in
      let title = article.headline ?? article.lede ?? article.id
      let state: Markup = article.isSpooled ? .empty : " <span class=\"muted\">– not spooled</span>"
      let revision: Markup =
        article.revision > 1
        ? " <span class=\"muted\">– revision \(article.revision)</span>" : .empty
      return """
        <li><a href="/article/\(article.id.pathSegment)" dir="auto">\(title.shortened(to: 200))</a> \
        <span class="muted">\(time.ago(article.firstSeen))</span>\(revision)\(state)</li>

        """
    }
    return "<h2>Newest articles</h2><ul class=\"list\">\(items)</ul>"
  }

  private var events: Markup {
    guard let events = details?.history.events, !events.isEmpty else { return .empty }
    let items: [Markup] = events.map { event in
      let note: Markup = event.note.map { ": <bdi>\($0.shortened(to: 500))</bdi>" } ?? .empty
      return "<li>\(time.clock(event.at)) <strong>\(event.kind)</strong>\(note)</li>\n"
    }
    return "<h2>Events</h2><ul class=\"list\">\(items)</ul>"
  }
}

/// A link to a page of a site; only text if a part of it is left out, or it is no address of the web.
struct Link {
  private let address: String

  init(_ address: String) { self.address = address }

  var markup: Markup {
    guard address.hasPrefix("https://") || address.hasPrefix("http://"), !address.hasSuffix("?…")
    else { return "<bdi>\(address)</bdi>" }
    return "<a href=\"\(address)\" rel=\"noreferrer noopener external\"><bdi>\(address)</bdi></a>"
  }
}
