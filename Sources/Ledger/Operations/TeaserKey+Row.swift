import Dates
import Foundation
import GRDB
import News
import WebURL

extension TeaserKey {
  /// Reads a key.
  /// - Parameter text: the teaser's words if they are still kept.
  init(_ row: Row, text: String? = nil) {
    let digest = LedeDigest(stored: Array(row["lede_key"] as Data))
    self.init(
      lede: text.map { LedeKey($0) }
        ?? LedeKey(digest: digest ?? LedeDigest([], weight: 0), opening: row["opening"]),
      date: TeaserDay(day: row["day"], form: row["day_form"]), link: row["link_key"])
  }

  /// The columns of `article` that identify.
  var columns: ColumnValues {
    [
      "opening": lede.opening, "lede_key": lede.digest.data,
      "day": date?.day ?? TeaserKey.undated, "day_form": date?.form.rawValue ?? 0,
      "link_key": link,
    ]
  }
}

extension TeaserDay {
  /// Decodes the day; returns nil for an undated teaser.
  init?(day: Int, form: Int64) {
    guard day != TeaserKey.undated else { return nil }
    self.init(day: day, form: Form(rawValue: form) ?? .day)
  }
}

extension KnownTeaser {
  init(_ row: Row, source: SourceID, text: String? = nil) {
    self.init(
      id: row["id"], teaserKey: TeaserKey(row, text: text),
      isOwed: row["state"] == ArticleState.owed.rawValue, isForeign: row["source"] != source,
      seen: row["seen_day"], article: row["same_as"])
  }
}

extension Teaser {
  /// Reads a teaser from the columns of `story` and the day of `article`, without the image. Returns nil
  /// for a row whose link is not a URL, which indicates a damaged ledger.
  init?(_ row: Row) {
    guard let link = WebURL(row["link"] as String) else { return nil }
    let day = TeaserDay(day: row["day"], form: row["day_form"])
    self.init(
      link: link, lede: row["lede"], headline: row["headline"],
      date: PageDate(stored: row["date"], day: day))
  }

  /// The columns of `story` that hold the teaser.
  var columns: ColumnValues {
    [
      "link": link.string, "lede": lede, "headline": headline, "date": date?.storedBesideDay,
      "image": image,
    ]
  }
}
