import Testing

@testable import HTML

@Suite struct `Declaration correction` {
  private static let russian = "Старый паром ходит в гавань каждый день, и почта с ним."

  private func found(_ bytes: [UInt8], _ transport: String? = nil) -> SniffedEncoding {
    Encoding.sniff(bytes, transport: transport).corrected(for: bytes)
  }

  private func page(_ text: String, _ encoding: Encoding, meta: String = "") -> [UInt8] {
    Array((meta.isEmpty ? "<p>" : "<meta charset=\(meta)><p>").utf8)
      + LegacyEncoder.encode(text, encoding)
  }

  @Test func `A declaration that the bytes contradict is corrected and an override is not`() {
    let bytes = page(String(repeating: "新闻消息", count: 5), .utf8, meta: "gbk")
    #expect(Encoding.sniff(bytes) == SniffedEncoding(.gbk, .meta))
    #expect(found(bytes) == SniffedEncoding(.utf8, .content))
    #expect(Document(bytes).encoding == .gbk)
    let document = Document(bytes, encoding: found(bytes))
    #expect(document.encoding == .utf8 && document.root.textContent.hasSuffix("新闻消息"))
    let overridden = Encoding.sniff(bytes, override: "gbk")
    #expect(overridden.corrected(for: bytes) == overridden)
  }

  @Test(arguments: [
    ("iso-8859-1", "The board’s ferry"), ("windows-1251", "Zürich, Köln"), ("x-user-defined", "–"),
    ("windows-1256", "plain “quotes”"), ("iso-8859-2", "łódź"),
  ])
  func
    `Two characters or one long character identify UTF-8 that is declared as a single-byte encoding`(
      label: String, text: String
    )
  {
    #expect(found(Array(text.utf8), label) == SniffedEncoding(.utf8, .content))
  }

  @Test(arguments: ["gbk", "windows-874", "ibm866", "koi8-r"])
  func `More characters are needed if two bytes beyond ASCII are often a word`(label: String) {
    let text = "Rząd i Łódź"
    #expect(found(Array(text.utf8), label).source == .transport)
    #expect(found(Array(String(repeating: text, count: 4).utf8), label).encoding == .utf8)
  }

  @Test(arguments: [nil, "iso-8859-1", "windows-1251", "gbk", "utf-8"])
  func `A single malformed character does not change the encoding of a UTF-8 page`(label: String?) {
    let ledes = (1...9).map { "<a href=/\($0)>\(Self.russian)</a> " }
    var bytes = Array(ledes.joined().utf8)
    bytes.remove(at: 30)
    #expect(found(bytes, label).encoding == .utf8)
    // A wrong declaration of the page does not change it either.
    #expect(found(Array("<meta charset=windows-1251>".utf8) + bytes, "utf-8").encoding == .utf8)
  }

  @Test func `A correct declaration is kept`() {
    for text in [
      "<meta charset=utf-8>Ünïcödé", "<meta charset=gbk>ascii", "<meta charset=koi8-r>ü",
    ] {
      let declared = Encoding.sniff(Array(text.utf8))
      #expect(declared.corrected(for: Array(text.utf8)) == declared)
    }
    for sample in EncodedSample.all {
      let declared = SniffedEncoding(sample.encoding, .transport)
      #expect(declared.corrected(for: sample.bytes) == declared)
    }
  }

  @Test func `A declaration of another legacy encoding is kept`() {
    let bytes = page(Self.russian, .koi8r)
    for label in ["windows-1251", "iso-8859-1", "gbk"] {
      #expect(found(bytes, label).source == .transport)
    }
  }

  @Test func `The page's declaration precedes a wrong UTF-8 header`() {
    let korean = page(String(repeating: "뉴스", count: 8), .eucKR, meta: "euc-kr")
    #expect(found(korean, "utf-8") == SniffedEncoding(.eucKR, .meta))
    let late = Array("<!--\(String(repeating: "-", count: 2000))--><meta charset=koi8-r>".utf8)
    let russian = late + LegacyEncoder.encode(Self.russian, .koi8r)
    #expect(found(russian, "utf-8") == SniffedEncoding(.koi8r, .lateMeta))
  }

  @Test(arguments: EncodedSample.all)
  func `The encoding is detected if the bytes are not UTF-8 as declared`(sample: EncodedSample) {
    let bytes = sample.bytes
    #expect(found(bytes, "utf-8") == SniffedEncoding(sample.encoding, .guess))
    let meta = Array("<meta charset=utf-8>".utf8) + bytes
    #expect(found(meta) == SniffedEncoding(sample.encoding, .guess))
  }

  @Test func `A single error does not contradict a declaration`() {
    #expect(found(Array("caf".utf8) + [0xE9], "utf-8").encoding == .utf8)
    #expect(found([0xE9, 0x20, 0xE9, 0x20], "utf-8") == SniffedEncoding(.windows1252, .fallback))
  }

  @Test func `A Latin 1 header yields to a declaration in which the text scores higher`() {
    for label in ["iso-8859-1", "us-ascii", "windows-1252"] {
      let russian = page(Self.russian, .windows1251, meta: "windows-1251")
      #expect(found(russian, label) == SniffedEncoding(.windows1251, .meta))
      let german = page("Die Fähre fährt für ein Jahr über Süd", .windows1252, meta: "koi8-r")
      #expect(found(german, label) == SniffedEncoding(.windows1252, .transport))
      let lie = page(Self.russian, .windows1251, meta: "utf-8")
      #expect(found(lie, label) == SniffedEncoding(.windows1252, .transport))
    }
  }

  @Test func `Zero bytes identify UTF-16 whatever is declared`() {
    let text = "<html><p>\(Self.russian)</p></html>"
    for encoding in [Encoding.utf16LE, .utf16BE] {
      let bytes = LegacyEncoder.encode(text, encoding)
      #expect(found(bytes, "utf-16").encoding == encoding)
      #expect(found(bytes, "utf-8").encoding == encoding)
    }
    let utf8 = Array(text.utf8)
    #expect(found(utf8, "utf-16") == SniffedEncoding(.utf8, .content))
    #expect(found(page(Self.russian, .koi8r, meta: "koi8-r"), "utf-16").encoding == .koi8r)
  }
}
