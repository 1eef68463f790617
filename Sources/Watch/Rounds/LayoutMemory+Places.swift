import Foundation
import Ledger

/// The comparison of the teasers' places.
extension LayoutMemory {
  /// Whether the teasers were at this place before.
  func contains(_ place: String) -> Bool {
    [current, previous].contains { $0.map { LayoutMemory.isSimilar($0, place) } ?? false }
  }

  /// Returns a place in the front page that a site shows in place of the listing. No place in the listing
  /// is similar to it.
  static func frontPage(_ place: String?) -> String { frontPagePrefix + (place ?? "") }

  private static let frontPagePrefix = "front page: "

  /// One or two classes vary with the content of a page; a redesign changes most of them.
  private static func isSimilar(_ a: String, _ b: String) -> Bool {
    guard a.hasPrefix(frontPagePrefix) == b.hasPrefix(frontPagePrefix) else { return false }
    let (a, b) = (Set(a.components(separatedBy: " > ")), Set(b.components(separatedBy: " > ")))
    return a.intersection(b).count * 2 > max(a.count, b.count)
  }
}
