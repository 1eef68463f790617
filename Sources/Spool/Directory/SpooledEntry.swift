import Basics
import Dates
import News
import WebURL

/// The part of an entry's record that a rebuilt ledger needs.
package struct SpooledEntry: Sendable {
  /// The name of the entry.
  package var entry: String
  /// The name of the source.
  package var source: String
  package var id: String
  package var revision: Int
  /// Seconds since 1970; 0 if the record does not state it.
  package var firstSeen: Int64
  /// The address at which the article was found.
  package var url: String
  /// The teaser that led to the article.
  package var teaser: Teaser
  /// The text of the article, for comparison.
  package var text: String
}

extension SpooledEntry {
  /// Decodes a record that may have been changed by a consumer of the spool.
  ///
  /// Source, id, revision and link identify the article and must be valid. The rest may be missing;
  /// a date that cannot be parsed counts as missing.
  package init(entry: String, json: [UInt8]) throws(EntryDocumentError) {
    let document = try EntryDocument(decoding: json)
    let details = document.details
    guard let source = details.source, EntryName.isValid(source: source) else {
      throw EntryDocumentError("“_ledewatch.source” is missing or not the name of a source")
    }
    guard EntryName.isValid(id: document.id) else {
      throw EntryDocumentError("“id” is not an id")
    }
    let revision = details.revision ?? 1
    guard EntryName.revisions.contains(revision) else {
      throw EntryDocumentError("“_ledewatch.revision” is not a number from 1 to 1000000")
    }
    guard let record = details.teaser, let teaser = Teaser(record) else {
      throw EntryDocumentError(
        "“_ledewatch.teaser” has no http or https link, or a part of it is larger than 1 MiB")
    }
    self.init(
      entry: entry, source: source, id: document.id, revision: revision,
      firstSeen: details.firstSeen.flatMap { RFC3339.instant(from: $0) } ?? 0,
      url: document.url ?? teaser.link.string, teaser: teaser, text: document.contentText ?? "")
  }
}

extension Teaser {
  /// The maximum size of a link, lede or headline, in bytes.
  private static let maximumBytes = 1 << 20

  /// Returns nil if the link is not an address, or a part is longer than any that is written.
  fileprivate init?(_ record: EntryTeaser) {
    let parts = [record.link, record.lede, record.headline, record.image].compactMap(\.self)
    guard parts.allSatisfy({ $0.utf8.count <= Teaser.maximumBytes }), let link = WebURL(record.link)
    else { return nil }
    var date = record.date.flatMap { RFC3339.pageDate(from: $0) }
    date?.isRelative = record.dateRelative ?? false
    self.init(
      link: link, lede: record.lede, headline: record.headline, date: date, image: record.image)
  }
}

extension SpoolDirectory {
  /// Decodes the entries in `new/` and `cur/`, one at a time, to rebuild a lost ledger.
  /// - Parameter body: called for each entry whose record can be decoded.
  /// - Returns: An error for each entry whose record cannot be decoded.
  package func forEachEntry(_ body: (SpooledEntry) throws -> Void) throws -> [SpoolError] {
    var errors: [SpoolError] = []
    let root = try root()
    for place in ["new", "cur"] where try disk.exists(place, in: root) {
      let directory = try disk.openDirectory(place, in: root)
      for name in try disk.names(in: directory).sorted() {
        let entry: SpooledEntry
        do {
          entry = try decodeEntry(name, in: directory)
        } catch {
          errors.append(error)
          continue
        }
        try body(entry)
      }
    }
    return errors
  }

  private func decodeEntry(
    _ name: String, in directory: Disk.Directory
  ) throws(SpoolError) -> SpooledEntry {
    let entry = try disk.openDirectory(name, in: directory)
    let json = try disk.read(EntryFile.record, in: entry, maximumBytes: EntryDocument.maximumBytes)
    do {
      return try SpooledEntry(entry: name, json: json)
    } catch {
      throw SpoolError(
        stage: .decode, path: entry.path(of: EntryFile.record), errno: 0, reason: error.reason)
    }
  }

  /// Returns the record of an entry that is staged or was published; nil if a consumer has taken the entry
  /// to another place than `cur/`.
  package func record(of entry: String) -> [UInt8]? {
    for place in ["tmp", "new", "cur"] {
      if let directory = try? disk.openDirectory(place, in: root()),
        let entry = try? disk.openDirectory(entry, in: directory),
        let json = try? disk.read(
          EntryFile.record, in: entry, maximumBytes: EntryDocument.maximumBytes)
      {
        return json
      }
    }
    return nil
  }
}
