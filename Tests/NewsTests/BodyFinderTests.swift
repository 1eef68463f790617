import Testing

@testable import News

@Suite struct BodyFinderTests {
  @Test func `A standfirst of a sentence is the first paragraph too, a subtitle is not`() {
    let lead =
      "The old ferry of Lindmar may run for one more year, so the board of the harbour has decided."
    let running = Example.article(over: "<p class=lead>\(lead)</p>")
    #expect(running.lede == lead)
    #expect(running.text.hasPrefix(lead + "\n" + Example.paragraphs[0]))
    let subtitle = "More people signed than live in the town"
    let apart = Example.article(over: "<h2 class=subtitle>\(subtitle)</h2>")
    #expect(apart.lede == subtitle)
    #expect(apart.text.hasPrefix(Example.paragraphs[0]))
  }

  @Test(arguments: [
    "กรุงเทพมหานครจัดงานใหญ่ในวันจันทร์ มีผู้เข้าร่วมงานจำนวนมากจากทั่วประเทศ ผู้ว่าราชการเป็นประธานเปิดงาน",
    "ນະຄອນຫຼວງວຽງຈັນຈັດງານໃຫຍ່ໃນວັນຈັນ ມີຜູ້ເຂົ້າຮ່ວມງານຈຳນວນຫຼາຍຈາກທົ່ວປະເທດ ເຈົ້າຄອງນະຄອນເປັນປະທານເປີດງານ",
  ])
  func `Paragraphs of scripts without full stops and commas are prose`(paragraph: String) {
    let article = Example.article(
      html: "<article><h1>ข่าว</h1>\((1...3).map { "<p>\(paragraph) \($0)</p>" }.joined())</article>"
    )
    #expect(article.extraction.verdict == .good)
    #expect(article.text == (1...3).map { "\(paragraph) \($0)" }.joined(separator: "\n"))
  }

  @Test func `A date line below the headline is no standfirst`() {
    let lede = "The board has voted for one more year, and the islanders are glad."
    let article = Example.article(
      over: "<div class=subhead>13.12.2025 - 08:13 Uhr, Lindmar</div><p class=lead>\(lede)</p>")
    #expect(article.lede == lede)
  }

  @Test
  func `Wrapped quotations, posts and subheadings without heading elements are part of the body`() {
    let quoted = "“It is the only ferry that we have, and we shall keep it,” the captain said."
    let article = Example.article(between: [
      "<blockquote><div><p>\(quoted)</p></div></blockquote><p>\(Example.paragraphs[2])</p>"
        + "<div class=mid>What the board says</div>",
      "<div class=mid>What the yard says</div>",
    ])
    #expect(article.text.contains(quoted))
    let lines = article.text.split(separator: "\n")
    #expect(lines.contains("What the board says") && lines.contains("What the yard says"))
  }

  @Test func `A repeated label between Example.paragraphs is no subheading`() {
    let article = Example.article(between: [
      "<div class=mid>Sponsored</div>", "<div class=mid>Sponsored</div>",
    ])
    #expect(!article.text.contains("Sponsored"))
  }

  @Test func `Comments without a class are recognized by their reply links`() {
    func comment(_ number: Int) -> String {
      """
      <div class=zk><b>Reader \(number)</b><p>I have sailed on it \(number)0 times, and it was never late
      for me, whatever the others say.</p><a href=#r\(number)>Antworten</a></div>
      """
    }
    let article = Example.article(
      after: "<div class=zz>" + (1...6).map(comment).joined() + "</div>")
    #expect(article.text == Example.paragraphs.joined(separator: "\n"))
  }

  @Test func `Appeals to readers at the end are not part of the body`() {
    let article = Example.article(
      after: "<p>For the latest news download the app of the Harbour Post.</p>")
    #expect(article.text == Example.paragraphs.joined(separator: "\n"))
  }
}
