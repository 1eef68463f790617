import Settings
import Spool

extension Source {
  /// The source as the records of its entries and events describe it.
  var entrySource: EntrySource {
    EntrySource(
      name: name, listing: url, timeZone: self.dates.timeZone, language: self.detection.language)
  }
}
