import Testing

@testable import HTML

@Suite struct `Encoding labels` {
  @Test(arguments: [
    ("utf-8", Encoding.utf8), ("UTF8", .utf8), (" utf-8\t", .utf8), ("latin1", .windows1252),
    ("ISO-8859-1", .windows1252), ("us-ascii", .windows1252), ("iso-8859-9", .windows1254),
    ("tis-620", .windows874), ("gb2312", .gbk), ("GB18030", .gb18030), ("big5-hkscs", .big5),
    ("ks_c_5601-1987", .eucKR), ("x-sjis", .shiftJIS), ("utf-16", .utf16LE),
    ("hz-gb-2312", .replacement), ("unicodefffe", .utf16BE), ("koi8-ru", .koi8u),
  ])
  func `A label identifies its encoding in any case and with surrounding whitespace`(
    label: String, encoding: Encoding
  ) { #expect(Encoding(label: label) == encoding) }

  @Test(arguments: [
    "", "utf-7", "utf 8", "cp936", "utf-32", "\u{A0}utf-8", String(repeating: "x", count: 1000),
  ])
  func `Other labels do not identify an encoding`(label: String) {
    #expect(Encoding(label: label) == nil)
  }

  @Test func `The name of every encoding is one of its labels`() {
    for encoding in Encoding.allCases { #expect(Encoding(label: encoding.name) == encoding) }
  }
}
