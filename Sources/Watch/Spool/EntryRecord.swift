import News

import struct Foundation.TimeZone

/// One revision of one article, ready to be handed over.
public struct EntryRecord: Sendable {
  public var event: HookEvent
  /// Of the article; kept over revisions. Letters, digits, `-` and `_`.
  public var id: String
  /// The first is 1.
  public var revision: Int
  /// The source's name.
  public var source: String
  public var listing: Address
  /// The zone in which zoneless dates are meant.
  public var timeZone: TimeZone
  public var teaser: Teaser
  /// Nil when the article could not be read and is spooled from its teaser.
  public var article: Article?
  /// Where the article was found, after redirects.
  public var address: Address
  /// Seconds since 1970.
  public var firstSeen: Int64
  /// Seconds since 1970; nil when nothing was fetched.
  public var fetchedAt: Int64?

  public init(
    event: HookEvent = .new, id: String, revision: Int = 1, source: Source, teaser: Teaser,
    article: Article?, address: Address? = nil, firstSeen: Int64, fetchedAt: Int64?
  ) {
    self.event = event
    self.id = id
    self.revision = revision
    self.source = source.name
    self.listing = source.url
    self.timeZone = source.timeZone
    self.teaser = teaser
    self.article = article
    self.address = address ?? teaser.link
    self.firstSeen = firstSeen
    self.fetchedAt = fetchedAt
  }

  /// `20260314T101500Z-<source>-<id>-r<revision>`.
  public var entryName: String { "" }

  /// `article.json`: one JSON Feed 1.1 item; also what hooks read.
  public func json() -> [UInt8] { [] }

  /// `article.md`.
  public func markdown() -> [UInt8] { [] }
}
