import Dates
import News
import WebURL

import struct Foundation.Data
import class Foundation.JSONDecoder

/// What an entry in the spool tells of its article: enough to know it again.
package struct SpooledEntry: Sendable {
  /// The entry's name.
  package var entry: String
  package var source: String
  package var id: String
  package var revision: Int
  /// Seconds since 1970; 0 where the entry does not tell.
  package var firstSeen: Int64
  /// Where the article was found.
  package var url: String
  /// The teaser it came from.
  package var teaser: Teaser
  /// The text of the article, for comparing.
  package var text: String

  /// Nil when the bytes are no record of ours. What is missing beside id, source and link is
  /// taken as empty: a consumer may have taken things out.
  package init?(entry: String, json: [UInt8]) {
    guard let item = try? JSONDecoder.ofRecords.decode(Item.self, from: Data(json)),
      let link = WebURL(item._ledewatch.teaser.link)
    else { return nil }
    let told = item._ledewatch.teaser
    var date = told.date.flatMap { RFC3339.pageDate(from: $0) }
    date?.isRelative = told.dateRelative ?? false
    self.entry = entry
    source = item._ledewatch.source
    id = item.id
    revision = item._ledewatch.revision ?? 1
    firstSeen = item._ledewatch.firstSeen.flatMap { RFC3339.instant(from: $0) } ?? 0
    url = item.url ?? link.string
    teaser = Teaser(
      link: link, lede: told.lede, headline: told.headline, date: date, image: told.image)
    text = item.contentText ?? ""
  }

  private struct Item: Decodable {
    var id: String
    var url: String?
    var contentText: String?
    var _ledewatch: Ledewatch
  }

  private struct Ledewatch: Decodable {
    var source: String
    var revision: Int?
    var firstSeen: String?
    var teaser: Told
  }

  private struct Told: Decodable {
    var link: String
    var date: String?
    var dateRelative: Bool?
    var lede: String?
    var headline: String?
    var image: String?
  }
}

extension JSONDecoder {
  /// Reads what `EntryRecord.json` writes.
  package static var ofRecords: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}

extension SpoolDirectory {
  /// Reads what lies in `new/` and `cur/`, one entry at a time, for a ledger that was lost.
  /// - Parameter body: called for each entry that can be read.
  /// - Returns: the paths of what can't be read.
  package func forEachEntry(_ body: (SpooledEntry) throws -> Void) throws -> [String] {
    var unreadable: [String] = []
    let root = try root()
    for place in ["new", "cur"] where try disk.exists(place, in: root) {
      let directory = try disk.openDirectory(place, in: root)
      for name in try disk.names(in: directory).sorted() {
        if let entry = read(name, in: directory) {
          try body(entry)
        } else {
          unreadable.append(directory.path(of: name))
        }
      }
    }
    return unreadable
  }

  /// The record of an entry that is staged, or was handed over just now; nil where the consumer was
  /// quicker.
  package func record(of entry: String) -> [UInt8]? {
    for place in ["tmp", "new"] {
      if let directory = try? disk.openDirectory(place, in: root()),
        let entry = try? disk.openDirectory(entry, in: directory),
        let json = try? disk.read("article.json", in: entry, limit: 64 << 20)
      {
        return json
      }
    }
    return nil
  }

  private func read(_ name: String, in directory: Disk.Directory) -> SpooledEntry? {
    guard let entry = try? disk.openDirectory(name, in: directory),
      let json = try? disk.read("article.json", in: entry, limit: 64 << 20)
    else { return nil }
    return SpooledEntry(entry: name, json: json)
  }
}
