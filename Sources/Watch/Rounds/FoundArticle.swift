import Basics
import News
import Settings
import Web
import WebURL

/// An article that was fetched and parsed.
struct FoundArticle: Sendable {
  var article: Article
  /// The first address without TLS to which a redirect led from https.
  var insecureRedirect: WebURL?
  var address: WebURL
  /// The bytes as received.
  var page: [UInt8]
  /// The messages by which its pages were fetched.
  var exchanges = RecordedExchanges()
  var validators = Validators()
  var fetchedAt: Timestamp
}

/// The messages by which the pages of an article were fetched, within a maximum size.
struct RecordedExchanges: Sendable {
  /// The size of all messages in bytes, after which bodies are left out.
  static let maximumSize = 32 << 20

  private(set) var all: [HTTPExchange] = []
  private var size = 0

  mutating func add(_ exchanges: [HTTPExchange]) {
    for exchange in exchanges {
      var exchange = exchange
      if size + exchange.size > RecordedExchanges.maximumSize {
        exchange.body = []
        exchange.isTruncated = true
      }
      size += exchange.size
      all.append(exchange)
    }
  }
}

extension Round {
  /// The formats of the source's entries.
  var formats: Set<EntryFormat> { source.entries.formats ?? context.configuration.formats }

  /// Whether entries contain the messages by which their pages were fetched.
  var recordsExchanges: Bool { formats.contains(.warc) }
}
