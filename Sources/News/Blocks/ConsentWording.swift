/// Words of cookie consent requests.
enum ConsentWording {
  /// Whether a text requests consent to cookies or explains them.
  static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count < 3000 else { return false }
    var about = 0
    for word in subjects where text.containsBytes(of: word) { about += 1 }
    guard about > 0 else { return false }
    for word in reasons where text.containsBytes(of: word) { about += 1 }
    return about >= 2
  }

  private static let subjects: [StaticString] = ["ookie", "CCPA", "GDPR", "DSGVO"]
  private static let reasons: [StaticString] = [
    "browser", "Browser", "consent", "Consent", "website", "Website", "Webseite", "personal",
    "privacy", "Privacy", "Datenschutz", "inwillig", "zustimm", "partner", "Partner", "navega",
    "confidentialité", "sito", "settings", "functional",
  ]
}
