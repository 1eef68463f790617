import Basics
import Dates
import Spool

import struct Foundation.Data
import class Foundation.JSONDecoder

extension FeedDocument {
  private static let version = "https://jsonfeed.org/version/1.1"

  /// Returns the document as JSON Feed 1.1.
  /// - Parameters:
  ///   - base: the URL of the directory of the feeds, if it is known.
  ///   - hub: the WebSub hub, for the current document.
  package func json(base: String?, hub: String? = nil) -> [UInt8] {
    let file = name + ".json"
    let older: Int
    switch position {
    case .current: older = archiveCount
    case .archive(let number, _): older = number - 1
    }
    let next = older > 0 ? FeedDocument.archiveFile(older, of: feed, ".json") : nil
    let details = JSON.object([
      ("archives", .integer(Int64(archiveCount))),
      ("deleted", .array(deletions.map { $0.json })),
    ])
    return JSON.object(optional: [
      ("version", .string(FeedDocument.version)), ("title", .string(title)),
      ("home_page_url", homePage.map(JSON.string)),
      ("feed_url", base.map { .string($0 + file) }),
      ("next_url", base.flatMap { base in next.map { .string(base + $0) } }),
      ("hubs", position == .current ? hub.map(FeedDocument.hubs) : nil),
      ("_ledewatch", details),
      ("items", .array(items.map(\.document.json))),
    ]).serialized(.pretty)
  }

  private static func hubs(_ hub: String) -> JSON {
    .array([.object([("type", .string("WebSub")), ("url", .string(hub))])])
  }
}

extension FeedDeletion {
  fileprivate var json: JSON {
    .object([
      ("id", .string(id)), ("revision", .integer(Int64(version.revision))),
      ("at", .string(RFC3339.string(from: version.at))),
    ])
  }

  init?(stored deletion: StoredFeed.Deletion) {
    guard let at = RFC3339.instant(from: deletion.at) else { return nil }
    self.init(
      id: deletion.id,
      FeedVersion(
        revision: deletion.revision, at: Timestamp(secondsSinceEpoch: Double(at))))
  }
}

/// The members of a JSON Feed that are read back.
struct StoredFeed: Decodable {
  let homePage: String?
  let items: [EntryDocument]
  let details: Details

  struct Details: Decodable {
    let archives: Int
    let deleted: [Deletion]
  }

  struct Deletion: Decodable {
    let id: String
    let revision: Int
    let at: String
  }

  enum CodingKeys: String, CodingKey {
    case homePage = "home_page_url"
    case items
    case details = "_ledewatch"
  }

  init(decoding bytes: [UInt8]) throws(EntryDocumentError) {
    do {
      self = try JSONDecoder().decode(StoredFeed.self, from: Data(bytes))
    } catch {
      throw EntryDocumentError("not a feed of ledewatch")
    }
    guard (0...Int(Int32.max)).contains(details.archives) else {
      throw EntryDocumentError("the number of archives is wrong")
    }
  }
}
