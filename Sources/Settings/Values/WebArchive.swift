import Basics
import WebURL

/// A web archive to which the addresses of articles are submitted.
package struct WebArchive: Hashable, Sendable {
  package var service: WebArchiveName
  /// The address to which addresses are submitted.
  package var url: WebURL
  /// The access key and the secret of an account, separated by a colon; nil to submit without an account.
  package var key: String?

  /// The events whose articles are submitted.
  package static let events: Set<EventKind> = [.new, .revised]

  package init(_ service: WebArchiveName, url: WebURL? = nil) {
    self.service = service
    self.url = url ?? service.url
  }
}

/// The name of a web archive in the configuration.
package enum WebArchiveName: String, Hashable, Sendable, CaseIterable {
  /// The Wayback Machine of the Internet Archive.
  case wayback

  fileprivate var url: WebURL { WebURL("https://web.archive.org/save/")! }
}
