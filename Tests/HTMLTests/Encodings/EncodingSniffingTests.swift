import Foundation
import Testing

@testable import HTML

@Suite struct `Encoding sniffing` {
  private func sniff(
    _ text: String, transport: String? = nil, override: String? = nil, language: String? = nil
  ) -> SniffedEncoding {
    Encoding.sniff(
      Array(text.utf8), transport: transport, override: override, language: language)
  }

  @Test func `A byte order mark precedes the override, the transport, the page and detection`() {
    let page = #"<meta charset="koi8-r">Ünïcödé"#
    let marked = sniff("\u{FEFF}" + page, transport: "big5", override: "gbk")
    #expect(marked == SniffedEncoding(.utf8, .byteOrderMark))
    #expect(
      sniff(page, transport: "big5", override: "gbk") == SniffedEncoding(.gbk, .override))
    #expect(sniff(page, transport: "big5") == SniffedEncoding(.big5, .transport))
    #expect(sniff(page) == SniffedEncoding(.koi8r, .meta))
    #expect(sniff("Ünïcödé", language: "ru") == SniffedEncoding(.utf8, .content))
    #expect(sniff("plain", language: "ru") == SniffedEncoding(.windows1251, .language))
    #expect(sniff("plain") == SniffedEncoding(.windows1252, .fallback))
    #expect(
      Encoding.sniff([0xFE, 0xFF, 0, 0x61]) == SniffedEncoding(.utf16BE, .byteOrderMark))
  }

  @Test func `The override precedes a UTF-8 byte order mark before bytes that are not UTF-8`() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let cyrillic = mark + LegacyEncoder.encode("Новости гавани", .windows1251)
    #expect(
      Encoding.sniff(cyrillic, override: "windows-1251")
        == SniffedEncoding(.windows1251, .override))
    #expect(Encoding.sniff(cyrillic) == SniffedEncoding(.utf8, .byteOrderMark))
    let marked = mark + Array("Новости гавани".utf8)
    #expect(
      Encoding.sniff(marked, override: "windows-1251") == SniffedEncoding(.utf8, .byteOrderMark))
    #expect(
      Encoding.sniff([0xFF, 0xFE, 0x61, 0], override: "windows-1251").encoding == .utf16LE)
  }

  @Test func `Unknown labels and quotation marks around labels are ignored`() {
    #expect(
      sniff("x", transport: "'utf-8'", override: "nonsense")
        == SniffedEncoding(.utf8, .transport))
    #expect(sniff("x", transport: "none") == SniffedEncoding(.windows1252, .fallback))
  }

  @Test(arguments: [
    (#"<meta charset=utf-16>"#, Encoding.utf8), (#"<meta charset=x-user-defined>"#, .windows1252),
    (#"<META/CHARSET='gbk'>"#, .gbk), (#"<!-- <meta charset=gbk> --><meta charset=big5>"#, .big5),
    (#"<!--><meta charset=gbk>"#, .gbk),
    (#"<a title="<meta charset=gbk>"><meta charset=big5>"#, .big5),
    (#"<meta content="text/html;charset = gbk" http-equiv=Content-Type>"#, .gbk),
    (#"<meta http-equiv=content-type content="charset charset='gbk'x">"#, .gbk),
    (#"<meta charset=nonsense><meta charset=gbk>"#, .gbk),
    (#"<meta charset=big5 charset=gbk>"#, .big5),
    (#"</x y='<meta charset=gbk>'><meta charset=big5>"#, .big5),
    (#"<?xml version="1.0" encoding="euc-jp"?><html>"#, .eucJP),
    (#"<?xml encoding="euc-jp"?><meta charset=gbk>"#, .gbk),
    (#"<?php ?><meta charset=gbk>"#, .gbk), (#"<metal charset=gbk><meta charset=big5>"#, .big5),
  ])
  func `The prescan finds the declarations that the standard accepts`(
    page: String, encoding: Encoding
  ) {
    #expect(sniff(page) == SniffedEncoding(encoding, .meta))
  }

  @Test(arguments: [
    #"<meta content="text/html; charset=gbk">"#,
    #"<meta http-equiv=refresh content="charset=gbk">"#,
    #"<meta charset=gbk"#, #"<meta charset="gbk>"#, #"<!-- <meta charset=gbk>"#, #"<meta charset>"#,
    #"<meta http-equiv=content-type content="charset='gbk">"#,
    #"<meta http-equiv=content-type content="charset">"#,
    #"<?xml encoding=euc-jp?>"#, #" <?xml encoding="euc-jp"?>"#, #"<?xml encoding="euc jp"?>"#,
  ])
  func `The prescan ignores what the standard does not accept as a declaration`(page: String) {
    #expect(sniff(page) == SniffedEncoding(.windows1252, .fallback))
  }

  @Test func `The XML declaration identifies UTF-16 without a byte order mark`() {
    let declaration = "<?xml version".utf16
    let little = declaration.flatMap { unit -> [UInt8] in [UInt8(unit), 0] }
    #expect(Encoding.sniff(little) == SniffedEncoding(.utf16LE, .meta))
    let big = declaration.flatMap { unit -> [UInt8] in [0, UInt8(unit)] }
    #expect(Encoding.sniff(big) == SniffedEncoding(.utf16BE, .meta))
  }

  @Test func `Zero bytes identify UTF-16 without a byte order mark`() {
    let page = "<html><head><title>Новости</title></head><p>Паром ходит".utf16
    let little = page.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(Encoding.sniff(little) == SniffedEncoding(.utf16LE, .content))
    let big = page.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    #expect(Encoding.sniff(big) == SniffedEncoding(.utf16BE, .content))
    let binary = (0..<4096).map { UInt8(truncatingIfNeeded: $0 % 3) }
    #expect(Encoding.sniff(binary).encoding == .windows1252)
  }

  @Test func `A late declaration applies only if the bytes are not UTF-8`() {
    let late = String(repeating: " ", count: 2000) + "<meta charset=windows-1251>"
    #expect(
      Encoding.sniff(Array(late.utf8) + [0xE9, 0x20]) == SniffedEncoding(.windows1251, .lateMeta))
    #expect(sniff(late + "é") == SniffedEncoding(.utf8, .content))
    // A late declaration of UTF-8 is wrong here.
    let wrong = String(repeating: " ", count: 2000) + "<meta charset=utf-8>"
    let bytes = Array(wrong.utf8) + LegacyEncoder.encode("Паром ходит каждый день", .koi8u)
    #expect(Encoding.sniff(bytes) == SniffedEncoding(.koi8u, .guess))
  }

  @Test func `A page that is truncated within a character is UTF-8`() {
    let bytes = Array("漢字".utf8)
    #expect(Encoding.sniff(Array(bytes.dropLast())).encoding == .utf8)
    #expect(Encoding.sniff(Array(bytes.dropLast(2))).encoding == .utf8)
    #expect(Encoding.sniff([0x61, 0xE9]).encoding == .windows1252)
    #expect(Encoding.sniff(bytes + [0xFF]).encoding == .windows1252)
    #expect(Encoding.sniff(bytes + bytes + [0xFF]).encoding == .utf8)
    #expect(Encoding.sniff(Array(bytes.dropFirst())).encoding == .windows1252)
  }

  @Test(arguments: [
    ("ja", Encoding.shiftJIS), ("ja-JP", .shiftJIS), ("zh-Hant", .big5), ("zh-TW", .big5),
    ("zh-CN", .gbk), ("zh", .gbk), ("zh_Hans_HK", .gbk), ("KO", .eucKR), ("pl", .latin2),
    ("cs", .windows1250), ("sah", .windows1251), ("vi", .windows1258), ("en", .windows1252),
    ("", .windows1252),
  ])
  func `A language has a default encoding`(language: String, encoding: Encoding) {
    #expect(Encoding.sniff([0xE9, 0x20], language: language).encoding == encoding)
  }

  @Test(.enabled(if: SharedCorpus.contains("html5lib-tests/encoding"), SharedCorpus.isMissing))
  func `The html5lib encoding tests pass`() throws {
    let folder = SharedCorpus.folder("html5lib-tests/encoding")
    var count = 0
    for file in ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat"] {
      for (data, label) in try Self.cases(folder.appending(path: file)) {
        let found = Encoding.sniff(data).encoding
        #expect(
          found == Encoding(label: label), "\(file): \(String(decoding: data, as: UTF8.self))")
        count += 1
      }
    }
    #expect(count == 82)
  }

  private static func cases(_ file: URL) throws -> [(data: [UInt8], label: String)] {
    let bytes = [UInt8](try Data(contentsOf: file))
    var cases: [(data: [UInt8], label: String)] = []
    var rest = bytes[...]
    while let start = rest.firstRange(of: Array("#data\n".utf8)),
      let end = rest[start.upperBound...].firstRange(of: Array("\n#encoding\n".utf8))
    {
      let label = rest[end.upperBound...].prefix { $0 != 0x0A }
      let data = rest[start.upperBound..<end.lowerBound]
      cases.append((Array(data), String(decoding: label, as: UTF8.self)))
      rest = rest[label.endIndex...]
    }
    return cases
  }
}
