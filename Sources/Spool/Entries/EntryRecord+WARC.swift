import Basics
import Dates
import Web

extension EntryRecord {
  /// Returns the WARC file of the entry: the exchanges that led to the article, and a `metadata` record.
  /// - Parameters:
  ///   - page: the page as it was read, which is a `resource` record if there are no exchanges, because a
  ///     program has fetched the page.
  func archive(page: [UInt8], exchanges: [HTTPExchange]) -> [UInt8] {
    let date = Timestamp(secondsSinceEpoch: Double(fetchedAt ?? firstSeen))
    var file = WARCFile(
      name: entryName, date: date,
      information: [
        ("software", RequestHeader.userAgent),
        (
          "description",
          "Request fields that the configuration sets, credentials and cookies are left out; "
            + "transfer codings are removed, and X-Archive-Orig-Transfer-Encoding names them."
        ),
        ("isPartOf", entryName),
      ])
    var article: String?
    for exchange in exchanges { article = file.append(exchange, date: date) }
    if exchanges.isEmpty {
      article = file.append(
        WARCRecord(
          .resource, date: date, target: address.withoutUserInfo.string, contentType: "text/html",
          block: page, payloadStart: 0))
    }
    var metadata = WARCRecord(
      .metadata, date: date, target: address.withoutUserInfo.string,
      named: [
        ("via", source.listing.withoutUserInfo.string), ("title", title), ("source", source.name),
        ("id", id), ("revision", String(revision)),
      ])
    if let article { metadata.fields.append(("WARC-Concurrent-To", article)) }
    file.append(metadata)
    return file.bytes
  }
}
