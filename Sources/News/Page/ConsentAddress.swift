import WebURL

extension WebURL {
  /// Whether a label of the host or a segment of the path says that the page asks for consent:
  /// `consent.paper.example`, `/cookie-wall`.
  package var namesConsent: Bool {
    host.split(separator: ".").contains { ConsentAddress.isNamed(by: $0) }
      || path.split(separator: "/").contains { ConsentAddress.isNamed(by: $0) }
  }
}

/// The words in the addresses of pages that ask for consent.
private enum ConsentAddress {
  /// Whether a part of an address consists of such words only. Headlines of articles about consent have
  /// other words, too.
  static func isNamed(by part: Substring) -> Bool {
    let words = part.lowercased().split { "-_.".contains($0) }.map(String.init)
    guard words.allSatisfy({ word in all.contains { $0.contains(word) } }) else { return false }
    return words.contains(where: consent.contains)
      || words.contains(where: subjects.contains) && words.contains(where: walls.contains)
  }

  private static let consent: Set<String> = [
    "consent", "consentement", "consentimento", "consentimiento", "consenso", "cookieconsent",
    "cookiewall", "einwilligung", "privacygate", "privacywall", "samtycke", "samtykke", "souhlas",
    "suostumus", "toestemming", "zgoda", "zustimmung",
  ]
  private static let subjects: Set<String> = [
    "cookie", "cookies", "datenschutz", "dsgvo", "gdpr", "privacy", "rgpd",
  ]
  private static let walls: Set<String> = [
    "check", "gate", "manager", "notice", "required", "wall",
  ]
  private static let fillers: Set<String> = ["aspx", "htm", "html", "page", "php", "set"]
  private static let all = [consent, subjects, walls, fillers]
}
