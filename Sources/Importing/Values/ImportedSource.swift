import WebURL

/// A source that a file of another program describes.
package struct ImportedSource: Hashable, Sendable {
  /// The name in the file, or the address; without control characters.
  package var label: String
  /// The title that the file has for the source; empty if there is none.
  package var title: String
  package var url: WebURL
  package var settings: [ImportedSetting]
  /// The parts that were not taken over, and what is to be done by hand.
  package var remarks: [ImportRemark]
}

/// A part of a record that was not taken over.
package struct ImportRemark: Hashable, Sendable {
  /// The part: `filter “shellpipe”`.
  package var subject: String
  /// The reason, without values that may be secret: `it runs a program`.
  package var reason: String
}

/// A record of which nothing was taken over.
package struct RefusedRecord: Hashable, Sendable {
  /// The name in the file, or the address; without control characters.
  package var label: String
  package var reason: String

  package init(label: String, reason: String) {
    self.label = label
    self.reason = reason
  }
}

/// The sources that a file describes, and the records that are none.
package struct ImportResult: Hashable, Sendable {
  package var format: ImportFormat
  package var sources: [ImportedSource] = []
  package var refusals: [RefusedRecord] = []

  /// Whether the file has more records than are read.
  package var isIncomplete = false

  /// The maximum number of records that are read of a file.
  package static let maximumRecords = 10_000

  var isFull: Bool { sources.count + refusals.count >= ImportResult.maximumRecords }
}

/// The formats that are read.
package enum ImportFormat: String, CaseIterable, Sendable {
  case opml, urlwatch, webchanges, changedetection, html2rss, newsboat
}

/// The reason why a file cannot be read.
package struct ImportError: Error, Hashable, CustomStringConvertible {
  package var description: String

  init(_ description: String) { self.description = description }
}
