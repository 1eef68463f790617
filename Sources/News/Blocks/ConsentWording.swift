/// Words of cookie consent requests.
enum ConsentWording {
  /// Whether a text requests consent to cookies or explains them.
  static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count < 3000 else { return false }
    guard mayName(text) else { return false }
    var about = 0
    for word in subjects where text.containsBytes(of: word) { about += 1 }
    guard about > 0 else { return false }
    for word in reasons where text.containsBytes(of: word) { about += 1 }
    return about >= 2
  }

  /// Whether a text has two letters that each subject has: most texts have none of the pairs.
  private static func mayName(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "k"): if previous == UInt8(ascii: "o") { return true }
      case UInt8(ascii: "P"):
        if previous == UInt8(ascii: "C") || previous == UInt8(ascii: "D") { return true }
      case UInt8(ascii: "V"): if previous == UInt8(ascii: "G") { return true }
      default: break
      }
      previous = byte
    }
    return false
  }

  private static let subjects: [StaticString] = ["ookie", "CCPA", "GDPR", "DSGVO"]
  private static let reasons: [StaticString] = [
    "browser", "Browser", "consent", "Consent", "website", "Website", "Webseite", "personal",
    "privacy", "Privacy", "Datenschutz", "inwillig", "zustimm", "partner", "Partner", "navega",
    "confidentialité", "sito", "settings", "functional",
  ]
}
