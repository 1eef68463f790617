import Foundation
import Settings
import WebURL

/// Names for sources that were taken over: valid, and different from each other and from given names.
package struct SourceNames {
  private static let maximumLength = 40

  private var taken: Set<String>
  /// The number that the next source with the same name may get.
  private var nextNumbers: [String: Int] = [:]

  /// - Parameter taken: the names that the configuration has.
  package init(taken: Set<String>) { self.taken = taken }

  /// Returns a name that was not returned before, made from a title or else from the address.
  package mutating func name(title: String, url: WebURL) -> String {
    let host = url.host.drop(prefix: "www.")
    // The path is ASCII because it is encoded, and its letters may be those of another script.
    let path = url.path.removingPercentEncoding ?? ""
    let name =
      SourceNames.slug(title) ?? SourceNames.slug(host + path) ?? SourceNames.slug(host) ?? "source"
    var candidate = name
    var number = nextNumbers[name] ?? 2
    while !taken.insert(candidate).inserted {
      candidate = "\(name)-\(number)"
      number += 1
    }
    nextNumbers[name] = number
    return candidate
  }

  /// Returns lowercase letters and digits of a text, with hyphens between its words; nil if less than half of
  /// its letters are Latin.
  static func slug(_ text: String) -> String? {
    let folded = text.prefix(200).folding(
      options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "en_US_POSIX")
    ).replacing("ß", with: "ss")
    let letters = folded.filter { $0.isLetter || $0.isNumber }
    let words = folded.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    guard words.reduce(0, { $0 + $1.count }) * 2 >= letters.count else { return nil }
    var slug = ""
    for word in words {
      let longer = slug.isEmpty ? String(word) : slug + "-" + word
      if longer.count > maximumLength, !slug.isEmpty { break }
      slug = String(longer.prefix(maximumLength))
    }
    return Source.isName(slug) ? slug : nil
  }
}

extension String {
  fileprivate func drop(prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
