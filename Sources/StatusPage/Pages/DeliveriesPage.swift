import Basics
import Ledger
import Watch

/// The page of what waits: deliveries that were given up or are retried, and articles to fetch.
struct DeliveriesPage {
  let hooks: [Status.HookStatus]
  let queue: QueueReport
  let time: StatusTime
  /// The names of the hooks that write feeds.
  var feeds: Set<String> = []

  var content: Markup {
    hookTable
      + section(
        "Given up", queue.deliveries.filter { $0.state == "parked" }.map(row), deliveryColumns,
        none: "No delivery was given up.")
      + section(
        "Waiting", queue.deliveries.filter { $0.state != "parked" }.map(row), deliveryColumns,
        none: "No delivery waits.")
      + section(
        "Articles to fetch", queue.owed.map(row),
        ["Article", "Source", "Attempts", "Next attempt", "Error"], none: "No article is owed.")
  }

  private let deliveryColumns = [
    "Hook", "Event", "Source", "Article", "Since", "Attempts", "Next attempt", "Error",
  ]

  private var hookTable: Markup {
    section(
      "Hooks",
      hooks.map { hook in
        cells([
          ("Hook", name(of: hook)),
          ("Waiting", "\(hook.pending)"),
          ("Given up", "\(hook.parked)"), ("Delivered", "\(hook.delivered)"),
          ("Waits for", waits(of: hook)),
          ("Error", "<bdi>\((hook.error ?? "–").shortened(to: 300))</bdi>"),
        ])
      }, ["Hook", "Waiting", "Given up", "Delivered", "Waits for", "Error"],
      none: "No hook is configured.")
  }

  /// Returns the digest and the end of the quiet hours for which a hook waits.
  private func waits(of hook: Status.HookStatus) -> Markup {
    let digest: Markup? = hook.nextDigest.map { "the digest at \(time.clock($0))" }
    let quiet: Markup? = hook.quietUntil.map { "the end of quiet hours at \(time.clock($0))" }
    switch (digest, quiet) {
    case (let digest?, let quiet?): return "\(digest), \(quiet)"
    default: return digest ?? quiet ?? "–"
    }
  }

  /// Returns the time of the next attempt, or what a delivery waits for.
  private func next(_ delivery: QueueReport.Pending) -> Markup {
    guard delivery.state == "pending" else { return "–" }
    let hook = hooks.first { $0.name == delivery.hook }
    if delivery.batch == nil, let digest = hook?.nextDigest {
      return "in the digest at \(time.clock(digest))"
    }
    let attempt = delivery.nextAttempt.map(time.clock)
    let joined: Markup = delivery.batch == nil ? .empty : " (in one message with others)"
    return (attempt ?? hook?.quietUntil.map(time.clock) ?? "–") + joined
  }

  private func name(of hook: Status.HookStatus) -> Markup {
    guard feeds.contains(hook.name) else {
      return "\(hook.name)\(hook.isConfigured == false ? " (not configured)" : "")"
    }
    let path = "/feeds/\(hook.name.pathSegment)"
    return """
      \(hook.name) (<a href="\(path)/all.atom">Atom</a>, <a href="\(path)/all.json">JSON Feed</a>, \
      <a href="\(path)/sources.opml">OPML</a>)
      """
  }

  // MARK: - Tables

  private func section(
    _ title: String, _ rows: [Markup], _ columns: [String], none: String
  ) -> Markup {
    let id = title.lowercased().replacing(" ", with: "-")
    let heading: Markup = "<h2 id=\"\(id)\">\(title)</h2>"
    guard !rows.isEmpty else { return heading + "<p class=\"muted\">\(none)</p>" }
    let heads: [Markup] = columns.map { "<th scope=\"col\">\($0)</th>" }
    let more: Markup =
      rows.count >= QueueReport.maximumCount
      ? "<p class=\"muted\">Only the first \(QueueReport.maximumCount) are shown.</p>" : .empty
    return heading + """
      <div class="stack"><table aria-labelledby="\(id)"><thead><tr>\(heads)</tr></thead>
      <tbody>\(rows)</tbody></table></div>\(more)
      """
  }

  private func cells(_ cells: [(label: String, content: Markup)]) -> Markup {
    let columns: [Markup] = cells.enumerated().map { index, cell in
      index == 0
        ? "<th scope=\"row\">\(cell.content)</th>"
        : "<td data-label=\"\(cell.label)\">\(cell.content)</td>"
    }
    return "<tr>\(columns)</tr>\n"
  }

  private func row(_ delivery: QueueReport.Pending) -> Markup {
    cells([
      ("Hook", "\(delivery.hook)"), ("Event", "\(delivery.event)"),
      ("Source", sourceLink(delivery.source)),
      ("Article", isOfArticle(delivery) ? articleLink(delivery.id, delivery.id) : "–"),
      ("Since", time.clock(delivery.since)), ("Attempts", "\(delivery.attempts)"),
      ("Next attempt", next(delivery)),
      ("Error", "<bdi>\((delivery.error ?? "–").shortened(to: 300))</bdi>"),
    ])
  }

  /// Whether the event happened to an article and not to a source.
  private func isOfArticle(_ delivery: QueueReport.Pending) -> Bool {
    [EventKind.new, .revised, .withdrawn, .restored].contains { $0.rawValue == delivery.event }
  }

  private func row(_ article: QueueReport.Owed) -> Markup {
    cells([
      ("Article", articleLink(article.id, (article.text ?? article.link).shortened(to: 120))),
      ("Source", sourceLink(article.source)), ("Attempts", "\(article.attempts)"),
      ("Next attempt", article.nextAttempt.map(time.clock) ?? "now"),
      ("Error", "<bdi>\((article.error ?? "–").shortened(to: 300))</bdi>"),
    ])
  }

  private func sourceLink(_ name: String) -> Markup {
    "<a href=\"/source/\(name.pathSegment)\">\(name)</a>"
  }

  private func articleLink(_ id: String, _ text: String) -> Markup {
    "<a href=\"/article/\(id.pathSegment)\"><bdi>\(text)</bdi></a>"
  }
}
