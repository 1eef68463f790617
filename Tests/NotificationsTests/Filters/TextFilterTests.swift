import Settings
import Spool
import Testing

@testable import Notifications

@Suite struct TextFilterTests {
  @Test(arguments: [
    ("The election is near", "election", true), ("The ELECTION is near", "Election", true),
    ("The elections are near", "election", false), ("The elections are near", "election*", true),
    ("A re-election", "election", true), ("preelection", "election", false),
    ("The town\n hall burns", "town hall", true), ("The town halls", "town hall", false),
    ("ＦＵＬＬ width", "full", true), ("Straße", "STRASSE", false), ("déjà vu", "déjà", true),
    ("déjà vu", "deja", false), ("C++ and C#", "C++", true), ("42 ships", "42", true),
    ("142 ships", "42", false),
    // Scripts without spaces, and particles of Korean.
    ("中国选举委员会", "选举", true), ("การเลือกตั้งทั่วไป", "เลือกตั้ง", true), ("東京で選挙がある", "選挙", true),
    ("선거는 내일", "선거", true), ("총선거는 내일", "선거", false),
    ("Выборы президента", "выборы", true), ("הבחירות", "בחירות", false), ("", "a", false),
  ])
  func `A term is found between word boundaries`(text: String, term: String, isFound: Bool) {
    #expect(SearchedText([text]).contains(term) == isFound)
  }

  @Test func `A phrase is found within one text only`() {
    #expect(!SearchedText(["ends with town", "hall begins"]).contains("town hall"))
    #expect(SearchedText(["ends with town", nil, "town hall"]).contains("town hall"))
  }

  // MARK: - Conditions

  private func document(
    _ title: String = "The election", lede: String = "A lede", text: String = "The body of it",
    language: String? = "en-GB", author: String = "Ann Lee"
  ) -> EntryDocument {
    var document = EntryDocument(id: "a1")
    (document.title, document.summary, document.contentText) = (title, lede, text)
    document.language = language
    document.authors = [.init(name: author)]
    return document
  }

  private func filter(_ change: (inout TextFilter) -> Void) -> TextFilter {
    var filter = TextFilter()
    change(&filter)
    return filter
  }

  @Test func `Words are found in headline, lede and text, and any of them suffices`() {
    let words = filter { $0.words = ["body", "nothing"] }
    #expect(words.accepts(document()))
    #expect(!words.accepts(document(text: "Else")))
    #expect(filter { $0.words = ["lede"] }.accepts(document()))
  }

  @Test func `All conditions must be met`() {
    let both = filter {
      $0.headline = ["election"]
      $0.languages = ["en"]
      $0.byline = ["lee"]
    }
    #expect(both.accepts(document()))
    #expect(!both.accepts(document("Sport")))
    #expect(!both.accepts(document(language: "ens")) && !both.accepts(document(language: nil)))
    #expect(!both.accepts(document(author: "Bo")))
  }

  @Test func `An excluded word rejects an article`() {
    let filter = filter { $0.excluded = ["body"] }
    #expect(!filter.accepts(document()) && filter.accepts(document(text: "Else")))
  }
}
