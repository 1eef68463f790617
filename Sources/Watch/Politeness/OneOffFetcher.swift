import News
import Settings
import Web
import WebURL

import struct Foundation.Date

/// A page as a source's rounds would ask for it, for a person who tries something: by the source's
/// own way out, and in the same words where it is none. Robots.txt, the ledger and its cookies are
/// left out of it.
package struct OneOffFetcher: Sendable {
  private let fetch: Fetch
  private let fetchByCommand: @Sendable (Request, _ argv: [String]) async throws -> Reply

  package init(_ dependencies: Dependencies) {
    fetch = dependencies.fetch
    fetchByCommand = dependencies.fetchByCommand
  }

  /// - Throws: `PageUnavailableError`, `CancellationError`
  package func page(
    at address: WebURL, for source: Source, now: Double = Date().timeIntervalSince1970
  ) async throws -> Page {
    var request = source.makeRequest(for: address)
    // The person at the keyboard named this host, so it may be anywhere.
    request.addressPolicy.namedHosts.insert(address.host)
    do {
      return try source.page(of: await ask(request, for: source), now: now)
    } catch let error as FetchError {
      if error.stage == .cancelled { throw CancellationError() }
      throw PageUnavailableError(RoundError(error))
    } catch let fault as RoundError {
      throw PageUnavailableError(fault)
    }
  }

  private func ask(_ request: Request, for source: Source) async throws -> Reply {
    guard let argv = source.request.fetchCommand else { return try await fetch(request) }
    return try await fetchByCommand(request, argv)
  }

  /// Who has put a page before the one that was asked for, and by which sign that is known; nil
  /// where nobody is seen to.
  package static func keeper(of page: Page) -> String? {
    BotBlock(page: page.bytes)?.description
  }
}

/// Why there is no page to look at.
package struct PageUnavailableError: Error, CustomStringConvertible {
  /// Stage, reason and address, in words for a person.
  package let description: String
  /// Something came, but no page.
  package let isOther: Bool

  init(_ fault: RoundError) {
    description = fault.description
    isOther = fault.stage == .page
  }
}
