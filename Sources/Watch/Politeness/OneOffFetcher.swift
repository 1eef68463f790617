import Basics
import Logging
import News
import Settings
import Web
import WebURL

/// A fetcher for commands that look at one page. It sends the requests and reports the errors of a
/// source's rounds, but does not use robots.txt, the ledger or stored cookies.
package struct OneOffFetcher: Sendable {
  private let transport: Fetch
  private let commandTransport: @Sendable (Request, FetchProgram) async throws -> Response

  private let log: Logger
  private let progress: (@Sendable (ProgressEvent) -> Void)?

  package init(_ dependencies: Dependencies) {
    log = dependencies.log
    progress = dependencies.progress
    transport = dependencies.fetch
    commandTransport = dependencies.fetchByCommand
  }

  /// - Throws: `PageUnavailableError`, `CancellationError`
  package func page(
    at address: WebURL, for source: Source, now: Timestamp = SystemClock().timestamp
  ) async throws -> Page {
    var request = source.makeRequest(for: address)
    // The user named this origin, so its host may have any address.
    request.addressPolicy.namedOrigins.append(NamedOrigin(address))
    do {
      let reply = try await fetch(request, for: source)
      if let redirect = reply.insecureRedirect(from: address) {
        log.warning(
          "the page leads from https to http, where it is not encrypted and can be forged",
          metadata: ["stage": "redirect", "address": "\(redirect.url)"])
      }
      if let error = source.consentError(of: reply, to: address) { throw error }
      return try source.page(of: reply, now: now)
    } catch let error as FetchError {
      if error.stage == .cancelled { throw CancellationError() }
      throw PageUnavailableError(RoundError(error))
    } catch let error as RoundError {
      throw PageUnavailableError(error)
    }
  }

  private func fetch(_ request: Request, for source: Source) async throws -> Response {
    var request = request
    var contentRedirects = ContentRedirects()
    while true {
      progress?(.round(source: source.name, .requesting(request.url)))
      let reply = try await send(request, for: source)
        .expandingGzip(maximumBytes: request.bounds.maximumBodySize)
      guard let next = contentRedirects.next(after: reply) else { return reply }
      request = request.following(next)
    }
  }

  private func send(_ request: Request, for source: Source) async throws -> Response {
    guard let program = source.request.fetchCommand else { return try await transport(request) }
    return try await commandTransport(request, program)
  }

  /// Returns a description of the bot protection that served the page instead of the requested one;
  /// nil if there is no sign of it.
  package static func botBlockDescription(of page: Page) -> String? {
    BotBlock(page: page.bytes)?.description
  }
}

/// A page that could not be fetched.
package struct PageUnavailableError: Error, CustomStringConvertible {
  /// The stage, reason and address.
  package let description: String
  /// The advice for a person, as a phrase in the imperative; nil if the reason says it.
  package let remedy: String?
  /// Whether the response was successful but is not a page.
  package let isNotAPage: Bool

  init(_ error: RoundError) {
    description = error.description
    remedy = error.pageRemedy
    isNotAPage = error.stage == .page
  }
}
