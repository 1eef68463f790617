import Settings
import Spool

extension Source {
  /// The description of the source in the records of its entries and events.
  var entrySource: EntrySource {
    EntrySource(
      name: name, listing: url, timeZone: self.dates.timeZone, language: self.detection.language)
  }
}
