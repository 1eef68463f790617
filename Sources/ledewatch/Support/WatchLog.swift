import Basics
import Dates
import Logging
import Settings
import Watch
import Web

/// The records that `run` adds to the log of the watcher.
extension Logger {
  /// Logs what a service is about to watch.
  func logStart(of configuration: Configuration) {
    let paused = configuration.sources.count { $0.schedule.isPaused }
    let others = max(0, configuration.files.count - 1)
    notice(
      """
      version \(ProgramVersion.current) watches \(counted(configuration.sources.count, "source"))\
      \(paused > 0 ? " (\(paused) paused)" : ""); spool \(configuration.spoolPath); configuration \
      \(configuration.files.first ?? "none")\(others > 0 ? " and \(counted(others, "more file"))" : "")
      """,
      metadata: [LogKind.metadataKey: .kind(.serviceStarted)])
  }

  /// Logs the title of an article that has entered the spool. Articles of a first round are no news.
  func log(_ article: SpooledArticle) {
    let title = article.headline ?? article.lede ?? article.address
    let event = article.revision > 1 ? "revised article" : "new article"
    log(
      level: article.isBacklog ? .debug : .info,
      "\(event): \(Terminal.safe(title, width: Logger.maximumTitleLength))",
      metadata: [
        LogKind.metadataKey: .kind(.articleSpooled), "source": "\(article.source)",
        "address": "\(article.address)", "id": "\(article.id)-r\(article.revision)",
      ])
  }

  private static let maximumTitleLength = 200

  /// Performs a request and logs it with status, size and duration at debug level.
  func logging(
    _ request: Request, _ fetch: (Request) async throws -> Response
  ) async throws -> Response {
    guard logLevel <= .debug else { return try await fetch(request) }
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let response = try await fetch(request)
      debug(
        "\(response.status), \(counted(response.body.count, "byte")), \(milliseconds(since: start))",
        metadata: [
          LogKind.metadataKey: .kind(.request), "stage": "request",
          "status": "\(response.status)", "address": "\(request.loggedAddress)",
          "bytes": "\(response.body.count)",
        ])
      return response
    } catch {
      debug(
        "no response after \(milliseconds(since: start))",
        metadata: [
          LogKind.metadataKey: .kind(.request), "stage": "request",
          "address": "\(request.loggedAddress)",
          "reason": "\((error as? FetchError)?.summary ?? "\(error)")",
        ])
      throw error
    }
  }

  private func milliseconds(since start: ContinuousClock.Instant) -> String {
    "\(Int(((ContinuousClock().now - start).seconds * 1000).rounded())) ms"
  }
}

extension Request {
  /// The URL without what is secret.
  fileprivate var loggedAddress: String {
    hasSecretPath ? url.withoutUserInfo.origin : url.withoutUserInfo.string
  }
}

extension FetchError {
  fileprivate var summary: String { "\(stage.rawValue): \(reason)" }
}
