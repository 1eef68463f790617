import Basics

/// A writer of a compressed WARC file: a `warcinfo` record, and then the records that are appended. Each
/// record is a gzip member of its own (ISO 28500:2017, annex D).
///
/// The ids of records derive from a name and the content, so that a repeated attempt writes the same bytes.
package struct WARCFile: Sendable {
  /// The members that were written so far. A caller that writes them elsewhere may remove them.
  package var bytes: [UInt8] = []

  private let name: String
  private var count = 0
  private var informationID: String?

  /// - Parameters:
  ///   - name: the name of the content, by which the ids of its records differ from those of all others.
  ///   - information: the named fields of the `warcinfo` record, in addition to the format's own.
  package init(name: String, date: Timestamp, information: [(String, String)]) {
    self.name = name
    let format = [
      ("format", "WARC File Format 1.1"),
      (
        "conformsTo",
        "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
      ),
    ]
    informationID = append(WARCRecord(.warcinfo, date: date, named: information + format))
  }

  /// Appends a record.
  /// - Returns: Its WARC-Record-ID.
  @discardableResult
  package mutating func append(_ record: WARCRecord) -> String {
    count += 1
    let id = makeID(of: record)
    var record = record
    if let informationID { record.fields.insert(("WARC-Warcinfo-ID", informationID), at: 0) }
    bytes += Gzip.compress(record.bytes(id: id))
    return id
  }

  /// Returns a UUID of version 8 (RFC 9562, 5.8), which is made of a digest.
  private func makeID(of record: WARCRecord) -> String {
    let content = ContentDigest(record.block).hexadecimal
    let text = [
      name, String(count), record.kind.rawValue, record.target ?? "",
      String(record.date.wholeSeconds), content,
    ].joined(separator: "\n")
    var bytes = Array(ContentDigest(Array(text.utf8)).bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
    return "<urn:uuid:\(groups.joined(separator: "-"))>"
  }
}
