import News
import WebURL

import struct Foundation.TimeZone

/// The source of an entry, as the records of its entries and events describe it.
package struct EntrySource: Hashable, Sendable {
  package var name: String
  /// The address of the listing.
  package var listing: WebURL
  /// The zone of dates that have none of their own.
  package var timeZone: TimeZone
  /// The language of articles whose pages declare none (BCP 47).
  package var language: String?

  package init(name: String, listing: WebURL, timeZone: TimeZone, language: String?) {
    self.name = name
    self.listing = listing
    self.timeZone = timeZone
    self.language = language
  }
}
