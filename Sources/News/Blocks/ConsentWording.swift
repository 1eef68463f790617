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
    var i = 1
    while i < text.count {
      if i + 8 <= text.count, !hasSecondLetter(text, at: i) {
        i += 8
        continue
      }
      switch (text[i - 1], text[i]) {
      case (UInt8(ascii: "o"), UInt8(ascii: "k")), (UInt8(ascii: "C"), UInt8(ascii: "P")),
        (UInt8(ascii: "D"), UInt8(ascii: "P")), (UInt8(ascii: "G"), UInt8(ascii: "V")):
        return true
      default: i += 1
      }
    }
    return false
  }

  /// Whether one of eight bytes is "k", "P" or "V".
  @inline(__always)
  private static func hasSecondLetter(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Bool {
    let word = UnsafeRawPointer(text.baseAddress! + i).loadUnaligned(as: UInt64.self)
    // The lowest zero byte sets the highest bit of its place.
    func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }
    let found =
      zeros(word ^ 0x6B6B_6B6B_6B6B_6B6B) | zeros(word ^ 0x5050_5050_5050_5050)
      | zeros(word ^ 0x5656_5656_5656_5656)
    return found & 0x8080_8080_8080_8080 != 0
  }

  private static let subjects: [StaticString] = ["ookie", "CCPA", "GDPR", "DSGVO"]
  private static let reasons: [StaticString] = [
    "browser", "Browser", "consent", "Consent", "website", "Website", "Webseite", "personal",
    "privacy", "Privacy", "Datenschutz", "inwillig", "zustimm", "partner", "Partner", "navega",
    "confidentialité", "sito", "settings", "functional",
  ]
}
