import Dates
import Foundation
import News
import Settings
import WebURL

/// The source that `add` proposes, with a reason for each setting.
struct SourceProposal {
  struct Setting {
    let key: String
    let value: SourceEntry.YAMLValue
    let reason: String
  }

  var name: String
  let url: WebURL
  let settings: [Setting]
  /// The settings that are left out, with the reason.
  let remarks: [String]

  /// - Parameters:
  ///   - article: an article of the listing, if one could be read.
  ///   - zones: the zones of countries.
  init(
    _ inspection: SourceInspection, article: Article?, name: String, zones: CountryZones, now: Int64
  ) {
    self.name = name
    url = inspection.page.address
    var settings: [Setting] = []
    var remarks: [String] = []
    let teasers = inspection.listing.teasers
    let language = inspection.listing.teasers.isEmpty ? nil : article?.language
    let zone = SourceProposal.zone(
      of: inspection, article: article, language: language, zones: zones, now: now)
    let timeZone = zone.flatMap { TimeZone(databaseName: $0.zone) } ?? .gmt
    if let pace = ListingPace(teasers, zone: timeZone, now: now) {
      settings.append(Setting(key: "interval", value: .text(pace.interval), reason: pace.reason))
    } else if !teasers.isEmpty {
      remarks.append("interval: too few dates; the default applies")
    }
    if let language, SourceProposal.isTag(language) {
      settings.append(
        Setting(
          key: "language", value: .text(language), reason: "the language of its first article"))
    }
    if let zone {
      settings.append(Setting(key: "timezone", value: .text(zone.zone), reason: zone.reason))
    } else if !teasers.isEmpty {
      remarks.append(SourceProposal.remark(onZoneOf: teasers))
    }
    if let selector = inspection.selector {
      settings.append(
        Setting(
          key: "teasers", value: .mapping([.init("item", selector)]),
          reason: "the list that you chose"))
    }
    self.settings = settings
    self.remarks = remarks
  }

  /// The lines of the configuration, below a comment with the reasons.
  func entry(added date: String) -> SourceEntry {
    let reasons = settings.filter { $0.key != "teasers" }.map { "\($0.key): \($0.reason)." }
    return SourceEntry(
      name: name, url: url, comments: ["Added on \(date)."] + reasons + remarks.map { $0 + "." },
      settings: settings.map { .init($0.key, $0.value) })
  }

  /// Returns the zone of dates without one.
  private static func zone(
    of inspection: SourceInspection, article: Article?, language: String?, zones: CountryZones,
    now: Int64
  ) -> CountryZones.Proposal? {
    let dates = inspection.listing.teasers.compactMap(\.date)
    // Dates with a zone need no other.
    guard dates.isEmpty || dates.contains(where: { $0.utcOffset == nil }) else { return nil }
    let stated = (dates + [article?.published].compactMap(\.self)).first { date in
      // Many systems state UTC for every place.
      date.secondOfDay != nil && (date.utcOffset ?? 0) != 0
    }
    let offset = stated.flatMap { date in
      date.utcOffset.map { (seconds: $0, instant: date.instant(in: .gmt)) }
    }
    return zones.proposal(
      host: inspection.page.address.host, language: language, offset: offset, now: now)
  }

  private static func remark(onZoneOf teasers: [Teaser]) -> String {
    let dates = teasers.compactMap(\.date)
    if !dates.isEmpty, dates.allSatisfy({ $0.utcOffset != nil }) {
      return "timezone: the dates on the page name their zone"
    }
    return "timezone: not known; dates without a zone are read as UTC"
  }

  /// Whether a text has the form of a language tag that the configuration accepts.
  private static func isTag(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (2...3).contains(parts[0].count) && parts[0].allSatisfy(\.isLetter)
      && parts.allSatisfy { part in
        (1...8).contains(part.count)
          && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
  }
}
