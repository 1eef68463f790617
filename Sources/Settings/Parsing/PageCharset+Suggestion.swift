import News

extension PageCharset {
  /// Names of Python, Java, .NET and DOS for charsets.
  private static let aliases: [String: String] = [
    "ansi": "windows-1252", "cp874": "windows-874", "cp932": "shift_jis", "cp936": "gbk",
    "cp949": "euc-kr", "cp950": "big5", "uhc": "euc-kr",
  ]

  /// Returns the charset label that is closest to another name: `windows-1251` for `win-1251`.
  package static func suggestedLabel(for name: String) -> String? {
    let name = name.lowercased()
    if let label = aliases[name] { return label }
    // The number identifies “win-1251”, “cp-1251”, “windows1251”, “1251” and “ISO 8859-2”.
    func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }
    let number = digits(name)
    let sameNumber = PageCharset.labels.filter { number.count >= 3 && digits($0) == number }
    let label = sameNumber.first { $0.hasPrefix("windows-") || $0.hasPrefix("iso-") }
    return label ?? sameNumber.first ?? closestMatch(to: name, among: PageCharset.labels)
  }
}
