import Foundation
import News
import WebURL

/// The time zones of countries, from the table of the time zone database.
struct CountryZones {
  /// The zones of each country code, the most populous first, as the table has them.
  private var zones: [String: [String]] = [:]

  /// The path of the table on Debian.
  static let path = "/usr/share/zoneinfo/zone.tab"
  private static let maximumBytes = 1 << 20

  /// The country codes that many sites elsewhere use as names of their own.
  private static let genericDomains: Set<String> = [
    "ad", "ag", "ai", "am", "as", "bz", "cc", "cd", "co", "dj", "eu", "fm", "gg", "io", "is", "la",
    "li", "ly", "me", "ms", "nu", "pw", "sc", "sh", "st", "su", "tk", "to", "tv", "vc", "ws",
  ]

  /// - Parameter table: `zone.tab`; lines of country code, coordinates and zone, separated by tabs.
  init(table: String) {
    for line in table.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t")
      guard fields.count >= 3 else { continue }
      zones[fields[0].lowercased(), default: []].append(String(fields[2]))
    }
  }

  /// The table of this machine; without it, no country has a zone.
  static var system: CountryZones {
    let bytes = (try? Files.read(path, maximumBytes: maximumBytes)) ?? []
    return CountryZones(table: String(decoding: bytes, as: UTF8.self))
  }

  /// A proposed zone and the reason for it.
  struct Proposal: Equatable {
    var zone: String
    var reason: String
  }

  /// Returns the zone of the country that the domain of a host stands for, or the region of a language tag.
  /// - Parameters:
  ///   - offset: the offset from UTC in seconds that dates of the site have, and its instant, if known.
  ///   - now: seconds since 1970.
  func proposal(
    host: String, language: String?, offset: (seconds: Int, instant: Int64)?, now: Int64
  ) -> Proposal? {
    let domain = host.split(separator: ".").last.map { $0 == "uk" ? "gb" : $0.lowercased() } ?? ""
    let region = language.flatMap { tag in
      tag.split(separator: "-").dropFirst().first { $0.utf8.count == 2 }?.lowercased()
    }
    if !CountryZones.genericDomains.contains(domain),
      let zone = zone(of: domain, offset: offset, now: now)
    {
      return Proposal(zone: zone, reason: "the zone of .\(host.split(separator: ".").last ?? "")")
    }
    if let region, let zone = zone(of: region, offset: offset, now: now) {
      return Proposal(zone: zone, reason: "the zone of the language \(language ?? "")")
    }
    return nil
  }

  /// Returns the zone of a country if it has one, or the first of several that agree with each other or with
  /// the offset.
  private func zone(
    of country: String, offset: (seconds: Int, instant: Int64)?, now: Int64
  ) -> String? {
    let all = (zones[country] ?? []).compactMap { name in
      TimeZone(identifier: name).map { (name, zone: $0) }
    }
    func offsets(at instant: Int64) -> [Int] {
      all.map { $0.zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))) }
    }
    if let offset {
      let index = offsets(at: offset.instant).firstIndex(of: offset.seconds)
      return index.map { all[$0].0 }
    }
    // Winter and summer of a year: two zones that agree now may differ in half a year.
    let agree = [now, now + 182 * 86_400].allSatisfy { Set(offsets(at: $0)).count == 1 }
    return agree ? all.first?.0 : nil
  }
}
