import Testing

@testable import Importing

@Suite struct ChangeDetectionImportTests {
  private let watch = """
    {"url": "https://harbour.example/news", "title": "Harbour", "tags": ["t1", "gone"], "paused": false,
     "time_between_check": {"weeks": null, "days": 1, "hours": 2, "minutes": 0, "seconds": 0},
     "include_filters": ["ul.news > li"], "headers": {"Accept-Language": "ko", "X-Token": "s3cret"},
     "notification_urls": ["tgram://s3cret/"], "fetch_backend": "html_webdriver", "method": "GET",
     "ignore_text": [], "trigger_text": ["x"], "last_checked": 1}
    """

  private var legacy: String {
    """
    {"watching": {"u1": \(watch), "u2": {"url": "https://quay.example/", "paused": true, "tag": "A, b"},
      "u3": {"url": "https://shop.example/", "processor": "restock_diff"},
      "u4": {"url": "https://api.example/", "include_filters": ["json:$.x"]}},
     "settings": {"application": {"tags": {"t1": {"title": "Ships"}}},
       "requests": {"time_between_check": {"hours": 3}}}}
    """
  }

  @Test func `Watches become sources`() throws {
    let imported = try Imported(legacy)
    #expect(imported.addresses == ["https://harbour.example/news", "https://quay.example/"])
    #expect(
      imported.settings == [
        "tags: [ships]", "interval: 26h", "paused: true", "headers: {Accept-Language: ko}",
        "teasers: {item: ul.news > li}",
      ])
    #expect(
      imported.result.sources[1].settings == [
        ImportedSetting("tags", .list(["a", "b"])), ImportedSetting("interval", .text("3h")),
        ImportedSetting("paused", .text("true")),
      ])
    #expect(
      imported.result.sources[0].remarks.map(\.subject) == [
        "the header “X-Token”", "“fetch_backend”", "“notification_urls”", "“trigger_text”",
      ])
    #expect(
      imported.refusals == [
        "https://shop.example/: it watches a price or a stock, not articles",
        "https://api.example/: its page is JSON that is not a feed (“include_filters”)",
      ])
    #expect(!"\(imported.result)".contains("s3cret"))
  }

  @Test func `A backup with one file is read`() throws {
    let imported = try Imported(
      TestArchive.zip([("u1/x.txt", "x"), ("url-watches.json", legacy)]))
    #expect(imported.addresses.count == 2)
  }

  @Test func `A backup with a file for each watch is read`() throws {
    let imported = try Imported(
      TestArchive.zip([
        (
          "changedetection.json",
          #"{"settings": {"requests": {"time_between_check": {"hours": 3}}}}"#
        ),
        ("t1/tag.json", #"{"title": "Ships"}"#), ("u1/watch.json", watch), ("u2/watch.json", "{"),
        ("u3/watch.json", #"{"url": "https://b.example/"}"#),
      ]))
    #expect(imported.addresses == ["https://harbour.example/news", "https://b.example/"])
    #expect(imported.settings.contains("tags: [ships]"))
    #expect(imported.result.sources[1].settings == [ImportedSetting("interval", .text("3h"))])
    #expect(imported.refusals == ["u2/watch.json: the file is not valid JSON"])
  }

  @Test func `Watches of early versions are read`() throws {
    let imported = try Imported(
      """
      {"watching": {"u1": {"url": "https://a.example/", "tag": "x", "minutes_between_check": 90,
         "css_filter": "table tr", "title": null, "notification_format": "Text"},
        "u2": {"url": "https://b.example/", "minutes_between_check": null, "css_filter": ""}},
       "settings": {"requests": {"minutes_between_check": 180}}}
      """)
    #expect(imported.settings == ["tags: [x]", "interval: 90m", "teasers: {item: table tr}"])
    #expect(imported.result.sources[1].settings == [ImportedSetting("interval", .text("3h"))])
    #expect(imported.remarks == [])
  }

  @Test func `Other JSON is refused`() {
    #expect(throws: ImportError.self) { try Imported(#"{"a": 1}"#) }
    #expect(throws: ImportError.self) { try Imported("{") }
    #expect(throws: ImportError.self) {
      try Imported(String(repeating: "[", count: 100_000), .changedetection)
    }
  }
}
