import Basics
import News

/// Subscriptions in OPML, with the web scraping of FreshRSS (its namespace `frss`).
enum OPMLImport {
  static func read(_ bytes: [UInt8]) throws(ImportError) -> ImportResult {
    // One more, which tells that the file has more than are taken over.
    let maximum = ImportResult.maximumRecords + 1
    guard let outlines = OPMLOutline.outlines(of: bytes, maximumCount: maximum) else {
      throw ImportError("the file is not OPML, which has an element “opml” in XML")
    }
    var result = ImportResult(format: .opml)
    for outline in outlines { record(outline).finish(into: &result) }
    return result
  }

  private static func record(_ outline: OPMLOutline) -> RecordDraft {
    let attributes = outline.attributes
    var draft = RecordDraft(address: attributes["xmlUrl"] ?? "")
    draft.title = attributes["title"] ?? attributes["text"] ?? ""
    // A category is a path or a name, and several are separated by commas (OPML 2.0).
    let categories = (attributes["category"] ?? "").split { $0 == "," || $0 == "/" }.map(
      String.init)
    draft.addTags(outline.categories + categories)
    addScraping(attributes, &draft)
    addArticleParts(attributes, &draft)
    addRequest(attributes, &draft)
    if let seconds = attributes["frss:ttl"].flatMap({ Int($0) }) {
      seconds < 0 ? draft.set("paused", "true") : draft.setInterval(seconds: seconds)
    }
    for (name, reason) in skipped where !(attributes[name] ?? "").isEmpty {
      draft.skip("“\(name)”", reason)
    }
    return draft
  }

  /// Attributes that concern something else, and the reasons.
  private static let skipped = [
    ("frss:filtersActionRead", "articles are chosen by “match” of a hook"),
    ("frss:cssFullContentConditions", "the whole article is always fetched"),
    ("frss:xPathItemAuthor", "the author is detected on the page of the article"),
    ("frss:xPathItemCategories", "articles have the tags of their source"),
    ("frss:xPathItemUid", "articles are identified by date and lede"),
    ("frss:CURLOPT_COOKIEFILE", "write “cookies: true” to keep the cookies that the site sets"),
    ("frss:CURLOPT_FOLLOWLOCATION", "redirects are followed"),
    ("frss:CURLOPT_MAXREDIRS", "the number of redirects is fixed"),
    ("frss:opmlUrl", "lists that change on a server are not followed"),
  ]

  private static let parts = [
    ("item", "frss:xPathItem"), ("link", "frss:xPathItemUri"), ("headline", "frss:xPathItemTitle"),
    ("lede", "frss:xPathItemContent"), ("date", "frss:xPathItemTimestamp"),
    ("image", "frss:xPathItemThumbnail"),
  ]

  private static func addScraping(_ attributes: [String: String], _ draft: inout RecordDraft) {
    switch attributes["type"]?.lowercased() {
    case "html+xpath":
      for (part, name) in parts {
        // An item that is the whole content is detected better.
        guard let xpath = attributes[name]?.onOneLine, !xpath.isEmpty,
          part != "lede" || xpath != "."
        else { continue }
        draft.setTeaserPart(part, xpath: xpath, subject: "“\(name)”")
      }
      draft.setDateFormat(php: attributes["frss:xPathItemTimeFormat"] ?? "")
      if !draft.hasTeaserItem { draft.dropTeaserParts() }
    case "xml+xpath": draft.refuse("it is XML that is not a feed (XML+XPath)")
    case "json+dotnotation", "json+dotpath": draft.refuse("it is JSON that is not a feed")
    case "html+xpath+json+dotnotation": draft.refuse("it is JSON within a page")
    default: break
    }
  }

  private static func addArticleParts(_ attributes: [String: String], _ draft: inout RecordDraft) {
    let parts = [
      ("body", "frss:cssFullContent"), ("remove", "frss:cssFullContentFilter"),
      ("remove", "frss:cssContentFilter"),
    ]
    for (part, name) in parts {
      guard let selector = attributes[name], !selector.isEmpty else { continue }
      draft.setArticlePart(part, selector: selector, subject: "“\(name)”")
    }
  }

  private static func addRequest(_ attributes: [String: String], _ draft: inout RecordDraft) {
    if let agent = attributes["frss:CURLOPT_USERAGENT"] { draft.setUserAgent(agent) }
    if attributes["frss:CURLOPT_COOKIE"] != nil { draft.requireCookie() }
    if let proxy = attributes["frss:CURLOPT_PROXY"], !proxy.isEmpty { draft.setProxy(proxy) }
    if let fields = attributes["frss:CURLOPT_HTTPHEADER"] {
      draft.setHeaders(fields.split(whereSeparator: \.isNewline).compactMap(RecordDraft.field))
    }
    if ["true", "1"].contains(attributes["frss:CURLOPT_POST"])
      || !(attributes["frss:CURLOPT_POSTFIELDS"] ?? "").isEmpty
    {
      draft.setMethod("POST")
    }
  }
}

extension RecordDraft {
  /// Returns the name and the value of a line of a request header.
  static func field(_ line: Substring) -> (name: String, value: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    return (
      String(line[..<colon]).onOneLine, String(line[line.index(after: colon)...]).onOneLine
    )
  }
}
