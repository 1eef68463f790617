import Basics
import Dates
import Settings
import Spool
import WebURL

/// A record with which a person tries a hook.
struct SampleRecord {
  let bytes: [UInt8]

  /// - Parameter number: the number of the sample if there are several, from 1.
  init(_ event: EventKind, _ configuration: Settings.Configuration, number: Int? = nil) {
    let source = configuration.sources.first
    let now = SystemClock().timestamp
    let time = RFC3339.string(from: now)
    var details = EntryDetails()
    details.event = event
    details.revision = 1
    details.source = source?.name ?? "sample"
    details.listing = source?.url.withoutUserInfo.string ?? "https://news.example/"
    details.firstSeen = time
    details.at = time
    // Receivers may ignore a second record with the same id.
    let suffix = number.map { "-\($0)" } ?? ""
    let id = "sample-\(RFC3339.compactString(from: now))\(suffix)"
    var document = EntryDocument(id: id, details: details)
    document.url = "https://news.example/sample"
    document.title =
      "A sample of ledewatch: “\(event.rawValue)”" + (number.map { " (\($0))" } ?? "")
    document.datePublished = time
    document.summary = "This record was sent by “ledewatch hook test”."
    document.contentText =
      "This record was sent by “ledewatch hook test”. It tells of nothing that happened."
    bytes = document.bytes
  }
}
