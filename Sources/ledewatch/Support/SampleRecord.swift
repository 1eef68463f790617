import Basics
import Dates
import Settings
import Spool
import WebURL

/// A record with which a person tries a hook.
struct SampleRecord {
  let bytes: [UInt8]

  init(_ event: EventKind, _ configuration: Settings.Configuration) {
    let source = configuration.sources.first
    let time = RFC3339.string(from: SystemClock().timestamp)
    var details = EntryDetails()
    details.event = event
    details.revision = 1
    details.source = source?.name ?? "sample"
    details.listing = source?.url.withoutUserInfo.string ?? "https://news.example/"
    details.firstSeen = time
    details.at = time
    var document = EntryDocument(id: "sample", details: details)
    document.url = "https://news.example/sample"
    document.title = "A sample of ledewatch: “\(event.rawValue)”"
    document.datePublished = time
    document.summary = "This record was sent by “ledewatch hook test”."
    document.contentText =
      "This record was sent by “ledewatch hook test”. It tells of nothing that happened."
    bytes = document.bytes
  }
}
