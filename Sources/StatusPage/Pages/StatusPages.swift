import Basics
import Watch

/// The pages and the other resources that the status page serves.
struct StatusPages: Sendable {
  let monitor: ServiceMonitor

  /// The number of sources on one page.
  static let sourcesPerPage = 200

  func response(to request: StatusRequest) async -> StatusResponse {
    do {
      switch request.path.first {
      case nil: return try await overview(request)
      case "source" where request.path.count == 2: return try await source(request.path[1])
      case "article" where request.path.count == 2: return try await article(request.path[1])
      case "deliveries" where request.path.count == 1: return try await deliveries()
      case "feeds" where request.path.count == 3:
        if let response = await feed(request.path[2], ofHook: request.path[1]) { return response }
      case let name? where request.path.count == 1:
        if let response = await resource(name, request) { return response }
      default: break
      }
      return page(StatusLayout(title: "Not found"), "<p>There is no such page.</p>", status: 404)
    } catch {
      return page(
        StatusLayout(title: "The ledger cannot be read"), "<p>\("\(error)")</p>", status: 500)
    }
  }

  private func resource(_ name: String, _ request: StatusRequest) async -> StatusResponse? {
    switch name {
    case "metrics":
      let format = MetricsFormat(accept: request.accept)
      return StatusResponse(format.contentType, await monitor.metricsText(format))
    case "healthz": return .text("alive")
    case "readyz":
      let obstacles = await monitor.obstacles
      return obstacles.isEmpty
        ? .text("ready")
        : .text(
          obstacles.map { $0.strippingControlCharacters(replacingSeparatorsWith: " ") }
            .joined(separator: "\n"), status: 503)
    case "style.css":
      return StatusResponse("text/css; charset=utf-8", Array(StyleSheet.text.utf8))
    case "icon.svg": return StatusResponse("image/svg+xml", Array(StyleSheet.icon.utf8))
    default: return nil
    }
  }

  private static let feedTypes = [
    "atom": "application/atom+xml", "json": "application/feed+json", "opml": "text/x-opml",
  ]

  private func feed(_ file: String, ofHook hook: String) async -> StatusResponse? {
    guard !file.hasPrefix("."), let dot = file.lastIndex(of: "."),
      let type = StatusPages.feedTypes[String(file[file.index(after: dot)...])],
      let bytes = await monitor.feed(file, ofHook: hook)
    else { return nil }
    return StatusResponse(type, bytes)
  }

  // MARK: - Pages

  private func page(_ layout: StatusLayout, _ content: Markup, status: Int = 200) -> StatusResponse
  {
    StatusResponse(
      status: status, StatusResponse.htmlType, Array(layout.page(content).html.utf8))
  }

  private var starting: StatusResponse {
    page(
      StatusLayout(title: "Not ready"),
      "<p>The ledger and the spool are not open. Reload this page in a moment.</p>", status: 503)
  }

  private func overview(_ request: StatusRequest) async throws -> StatusResponse {
    guard let overview = try await monitor.overview() else { return starting }
    let number = request.query["page"].flatMap { Int($0) } ?? 1
    let view = OverviewPage(overview, page: number)
    return page(StatusLayout(title: "Sources", current: "/"), view.content)
  }

  private func source(_ name: String) async throws -> StatusResponse {
    guard let overview = try await monitor.overview() else { return starting }
    guard let index = overview.status.sources.firstIndex(where: { $0.name == name }) else {
      return page(
        StatusLayout(title: "Not found"), "<p>No source is named “<bdi>\(name)</bdi>”.</p>",
        status: 404)
    }
    let view = SourcePage(
      source: overview.status.sources[index], settings: overview.configuration.sources[index],
      details: try await monitor.details(of: name), time: StatusTime(now: overview.now))
    return page(StatusLayout(title: name), view.content)
  }

  private func article(_ id: String) async throws -> StatusResponse {
    guard let overview = try await monitor.overview() else { return starting }
    guard let details = try await monitor.article(id: id) else {
      return page(
        StatusLayout(title: "Not found"), "<p>No article has the id “<bdi>\(id)</bdi>”.</p>",
        status: 404)
    }
    let view = ArticlePage(details, time: StatusTime(now: overview.now))
    return page(StatusLayout(title: view.title), view.content)
  }

  private func deliveries() async throws -> StatusResponse {
    guard let overview = try await monitor.overview(), let queue = try await monitor.openWork()
    else { return starting }
    let view = DeliveriesPage(
      hooks: overview.status.hooks, queue: queue, time: StatusTime(now: overview.now),
      feeds: Set(overview.configuration.hooks.filter { $0.target.feeds != nil }.map(\.name)))
    return page(StatusLayout(title: "Deliveries", current: "/deliveries"), view.content)
  }
}
