import Basics
import Settings

/// Configurations of html2rss: one feed, or several below `feeds`.
enum HTML2RSSImport {
  static func read(_ bytes: [UInt8], file: String) throws(ImportError) -> ImportResult {
    var result = ImportResult(format: .html2rss)
    for document in YAMLStream.documents(of: bytes, file: file) {
      switch document {
      case .success(let root):
        if root["channel"] != nil {
          record(root, name: "", headers: nil).finish(into: &result)
        }
        for feed in root["feeds"]?.pairs ?? [] {
          record(feed.value, name: feed.key, headers: root["headers"]).finish(into: &result)
        }
      case .failure(let error): throw ImportError(error.description)
      }
    }
    return result
  }

  private static func record(
    _ feed: ForeignValue, name: String, headers: ForeignValue?
  ) -> RecordDraft {
    let channel = feed["channel"] ?? .scalar("")
    var draft = RecordDraft(address: channel["url"]?.text ?? "")
    draft.title = channel["title"]?.text ?? name
    draft.addTags(feed["directory"]?["topics"]?.texts ?? [])
    if let language = channel["language"]?.text { draft.setLanguage(language) }
    if let zone = channel["time_zone"]?.text { draft.setTimeZone(zone) }
    if let minutes = channel["ttl"]?.text.flatMap({ Int($0) }), (1...1_000_000).contains(minutes) {
      draft.setInterval(seconds: minutes * 60)
    }
    if channel["json"]?.isTrue == true { draft.refuse("it is JSON that is not a feed") }
    for fields in [headers, channel["headers"], feed["headers"]] {
      draft.setHeaders((fields?.pairs ?? []).map { ($0.key, $0.value.text ?? "") })
    }
    if let strategy = feed["strategy"]?.text ?? channel["strategy"]?.text, strategy != "faraday" {
      draft.skip(
        "“strategy: \(strategy)”",
        "it needs a browser; if the page has no teasers without one, write “fetch: {command: […]}”")
    }
    addSelectors(feed["selectors"] ?? .scalar(""), &draft)
    if feed["stylesheets"] != nil { draft.skip("“stylesheets”", "they are of another format") }
    return draft
  }

  private static let parts = [
    "items": "item", "link": "link", "url": "link", "title": "headline", "description": "lede",
    "updated": "date", "published_at": "date", "date": "date", "image": "image",
    "enclosure": "image",
  ]

  private static func addSelectors(_ selectors: ForeignValue, _ draft: inout RecordDraft) {
    for pair in selectors.pairs {
      let subject = "selector “\(pair.key)”"
      guard let part = parts[pair.key] else {
        if let reason = skipped[pair.key] { draft.skip(subject, reason) }
        continue
      }
      add(part, pair.value, subject: subject, &draft)
    }
    if !draft.hasTeaserItem { draft.dropTeaserParts() }
  }

  private static let skipped = [
    "author": "the author is detected on the page of the article",
    "guid": "articles are identified by date and lede",
    "categories": "articles have the tags of their source",
    "comments": "comments are not read",
  ]

  private static func add(
    _ part: String, _ rule: ForeignValue, subject: String, _ draft: inout RecordDraft
  ) {
    let selector = rule["selector"]?.text ?? rule.text
    let extractor = rule["extractor"]?.text ?? "text"
    var attribute: String?
    switch extractor {
    case "attribute": attribute = rule["attribute"]?.text
    case "href": attribute = "href"
    case "static": return draft.skip(subject, "a text for all articles")
    case "html", "text": break
    default: draft.skip(subject, "the extractor “\(extractor)”; the usual value is read")
    }
    for step in steps(rule["post_process"]) where !harmlessSteps.contains(step) {
      draft.skip(
        subject, "the step “\(step)” of “post_process”; “pattern” and “template” change values")
    }
    if rule["pagination"] != nil {
      draft.skip(subject, "“pagination”; next pages are detected, or write “next: CSS”")
    }
    draft.setTeaserPart(part, selector: selector, attribute: attribute, subject: subject)
  }

  /// Steps that only prepare a value for a feed.
  private static let harmlessSteps: Set = [
    "html_to_markdown", "markdown_to_html", "parse_time", "parse_uri", "sanitize_html",
  ]

  private static func steps(_ value: ForeignValue?) -> [String] {
    guard let value else { return [] }
    let items: [ForeignValue] = value.pairs.isEmpty ? value.items : [value]
    return items.compactMap { $0["name"]?.text }
  }
}
