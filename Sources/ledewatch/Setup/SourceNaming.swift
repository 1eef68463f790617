import Settings
import WebURL

/// Names for sources, made from their URLs.
enum SourceNaming {
  /// Labels that say nothing of a site.
  private static let generic: Set<String> = [
    "www", "m", "co", "com", "org", "net", "gov", "gob", "gouv", "govt", "go", "gv", "ac", "edu",
    "or", "ne", "nic", "press", "news", "web", "home", "index", "en", "html", "htm", "php", "aspx",
    "asp",
  ]

  /// Returns a name that no other source has: of the site, and if that is taken, of the page.
  static func name(for url: WebURL, taken: Set<String>) -> String {
    let site = siteName(of: url)
    let words = words(of: url.path).filter { !generic.contains($0) }
    var candidates = [site]
    if let last = words.last {
      candidates += [site + "-" + last, site + "-" + words.joined(separator: "-")]
    }
    for candidate in candidates.map(valid) where !taken.contains(candidate) { return candidate }
    var number = 2
    while taken.contains(valid(site) + "-\(number)") { number += 1 }
    return valid(site) + "-\(number)"
  }

  /// Returns the label of a host by which people know a site: `bbc` of `news.bbc.co.uk`.
  private static func siteName(of url: WebURL) -> String {
    let host = url.host
    let isAddress =
      host.contains(":") || host.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2e }
    guard !isAddress else { return words(of: host).joined(separator: "-") }
    let labels = host.lowercased().split(separator: ".").dropLast().map(String.init)
    // The last label that is no part of the domain's kind, such as “co” before “uk”.
    let own = labels.last { !generic.contains($0) } ?? labels.last
    return own ?? words(of: host).joined(separator: "-")
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
  }

  /// Returns the text in the form that names of sources have, with at most 40 characters.
  private static func valid(_ text: String) -> String {
    let slug = words(of: text).joined(separator: "-").prefix(40)
    let name = String(slug.reversed().drop { $0 == "-" }.reversed())
    return Source.isName(name) ? name : "source"
  }
}
