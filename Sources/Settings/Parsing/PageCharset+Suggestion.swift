import News

extension PageCharset {
  /// What people write for a charset by the customs of others: Python, Java, .NET, DOS.
  private static let customs: [String: String] = [
    "ansi": "windows-1252", "cp874": "windows-874", "cp932": "shift_jis", "cp936": "gbk",
    "cp949": "euc-kr", "cp950": "big5", "uhc": "euc-kr",
  ]

  /// The label that another name was meant to be, if any is near: `windows-1251` for `win-1251`.
  package static func suggestedLabel(for name: String) -> String? {
    let name = name.lowercased()
    if let custom = customs[name] { return custom }
    // “win-1251”, “cp-1251”, “windows1251”, “1251”, “ISO 8859-2”: the numbers tell.
    let number = name.filter { $0.isASCII && $0.isNumber }
    let alike = PageCharset.labels.filter {
      number.count >= 3 && $0.filter { $0.isASCII && $0.isNumber } == number
    }
    let plain = alike.first { $0.hasPrefix("windows-") || $0.hasPrefix("iso-") } ?? alike.first
    return plain ?? nearest(to: name, among: PageCharset.labels)
  }
}
