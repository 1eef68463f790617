import Basics
import Ledger
import Watch

/// The first page: the service, then the sources, those with problems first.
struct OverviewPage {
  private let overview: ServiceMonitor.Overview
  private let sources: ArraySlice<Status.SourceStatus>
  private let pageNumber: Int
  private let pageCount: Int
  private let time: StatusTime

  /// - Parameter page: the number of the part of the sources, from 1.
  init(_ overview: ServiceMonitor.Overview, page: Int) {
    self.overview = overview
    time = StatusTime(now: overview.now)
    let sorted = overview.status.sources.enumerated().sorted {
      (OverviewPage.rank($0.element), $0.offset) < (OverviewPage.rank($1.element), $1.offset)
    }.map(\.element)
    let size = StatusPages.sourcesPerPage
    pageCount = max(1, (sorted.count + size - 1) / size)
    pageNumber = min(max(1, page), pageCount)
    sources = sorted.dropFirst((pageNumber - 1) * size).prefix(size)
  }

  /// The order of the sources: what needs attention first.
  private static func rank(_ source: Status.SourceStatus) -> Int {
    switch source.health {
    case .broken?, .blocked?: 0
    case .degraded?: 1
    case .quiet?: 2
    case nil: 3
    case .ok?: source.owed > 0 && source.error != nil ? 3 : 4
    case .paused?: 5
    }
  }

  var content: Markup {
    service
      + """
      <h2 id="sources">\(overview.status.sources.count) sources</h2>
      <div class="stack"><table aria-labelledby="sources">
      <thead><tr><th scope="col">Source</th><th scope="col">Health</th>\
      <th scope="col">Articles in \(ServiceMonitor.arrivalDays) days</th>\
      <th scope="col">Last article</th><th scope="col">Next round</th>\
      <th scope="col" class="number">To fetch</th></tr></thead>
      <tbody>\(sources.map(row))</tbody></table></div>
      \(pagination)
      """
  }

  // MARK: - The service

  private var service: Markup {
    let problems = overview.verdict.problems.filter { $0.subject == nil }
    let word: Markup =
      switch overview.verdict.severity {
      case .ok: "<span class=\"badge ok\">all is well</span>"
      case .degraded: "<span class=\"badge degraded\">some sources need attention</span>"
      case .broken, .unknown: "<span class=\"badge broken\">something is broken</span>"
      }
    let list: Markup =
      problems.isEmpty
      ? .empty : "<ul class=\"faults\">\(problems.map { "<li>\($0.text)</li>" as Markup })</ul>"
    let since = Timestamp(secondsSinceEpoch: Double(overview.holder.since))
    let pending = overview.status.hooks.reduce(0) { $0 + $1.pending }
    let parked = overview.status.hooks.reduce(0) { $0 + $1.parked }
    return """
      <p>\(word)</p>\(list)
      <dl>
      <div><dt>Service</dt><dd>running since \(time.clock(since)), process \(Int(overview.holder.pid))</dd></div>
      <div><dt>Version</dt><dd>\(overview.version)</dd></div>
      <div><dt>Last article</dt>\
      <dd>\(time.ago(overview.status.sources.compactMap(\.lastNews).max()))</dd></div>
      <div><dt>Articles to fetch</dt>\
      <dd>\(overview.status.sources.reduce(0) { $0 + $1.owed })</dd></div>
      <div><dt>Deliveries</dt><dd><a href="/deliveries">\(pending) waiting, \(parked) given up</a></dd></div>
      </dl>
      """
  }

  // MARK: - Sources

  private func row(_ source: Status.SourceStatus) -> Markup {
    let counts =
      overview.dailyArrivals[source.name]
      ?? [Int](repeating: 0, count: ServiceMonitor.arrivalDays)
    let next: Markup = source.health == .paused ? "not polled" : time.ahead(source.nextRound)
    return """
      <tr><th scope="row"><a href="/source/\(source.name.pathSegment)">\(source.name)</a></th>\
      <td data-label="Health">\(HealthBadge(source.health).markup)\(reason(of: source))</td>\
      <td data-label="Articles in \(ServiceMonitor.arrivalDays) days">\(Sparkline(counts: counts).image)</td>\
      <td data-label="Last article">\(time.ago(source.lastNews))</td>\
      <td data-label="Next round">\(next)</td>\
      <td data-label="To fetch" class="number">\(source.owed)</td></tr>

      """
  }

  private func reason(of source: Status.SourceStatus) -> Markup {
    guard let reason = source.reason ?? source.error else { return .empty }
    return "<p class=\"reason\" dir=\"auto\">\(reason.shortened(to: 300))</p>"
  }

  private var pagination: Markup {
    guard pageCount > 1 else { return .empty }
    let links: [Markup] = (1...pageCount).map { number in
      let mark: Markup = number == pageNumber ? " aria-current=\"page\"" : .empty
      return "<li><a href=\"/?page=\(number)\"\(mark)>\(number)</a></li>"
    }
    return "<nav aria-label=\"Parts of the list\"><ul>\(links)</ul></nav>"
  }
}

/// The health of a source as a colored word.
struct HealthBadge {
  private let health: Health?

  init(_ health: Health?) { self.health = health }

  var markup: Markup {
    let word = health?.rawValue ?? "unknown"
    return "<span class=\"badge \(word)\">\(word)</span>"
  }
}

extension String {
  /// The text, with `…` if it is longer.
  func shortened(to maximum: Int) -> String {
    guard utf8.count > maximum, count > maximum else { return self }
    return prefix(maximum - 1) + "…"
  }
}
