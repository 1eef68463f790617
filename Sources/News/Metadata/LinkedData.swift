import HTML

/// The JSON-LD data about the article (schema.org).
struct LinkedData {
  struct Item {
    var headlines: [String] = []
    var description: String?
    var body: String?
    var published: String?
    var modified: String?
    var authors: [String] = []
    /// Organizations named as authors.
    var organizations: [String] = []
    var publisher: String?
    var section: [String] = []
    var keywords: [String] = []
    var image: String?
    var imageCaption: String?
    var language: String?
    var address: String?
    /// The number of words that the page states.
    var wordCount: Int?
    /// Whether readers who do not pay can read the article, if the page says so.
    var isFree: Bool?
  }

  private(set) var article = Item()
  /// The data about the page itself or about another type of content, such as a recipe or a guide.
  private(set) var page = Item()
  /// Whether the page has JSON-LD of an article type.
  private(set) var found = false
  private var byID: [String: JSONValue] = [:]
  private var objects: [JSONValue] = []

  init() {}

  /// - Parameter scripts: the `script` elements of type `application/ld+json`.
  init(_ scripts: [Node], in document: Document) {
    for script in scripts.prefix(40) {
      for index in script.index + 1..<script.end {
        for value in document[index].withText(Self.values) { collect(value, depth: 0) }
      }
    }
    // Pages also carry stubs of other articles, so the object with the most properties wins.
    var best = -1
    for object in objects where Self.isArticle(object) {
      let item = self.item(object)
      let score =
        (item.headlines.isEmpty ? 0 : 4) + (item.published == nil ? 0 : 4)
        + (item.authors.isEmpty ? 0 : 1) + (item.body == nil ? 0 : 3)
      if score > best {
        best = score
        article = item
        found = true
      }
    }
    if !found || article.published == nil { findPage() }
  }

  /// Returns the values of a script whose text is JSON, also if its quotation marks are escaped as
  /// in HTML.
  private static func values(_ bytes: UnsafeBufferPointer<UInt8>) -> [JSONValue] {
    guard bytes.count < 1 << 20 else { return [] }
    let start = UnsafeBufferPointer(rebasing: bytes.prefix(200))
    guard !start.contains(UInt8(ascii: "\"")), start.containsBytes(of: "&quot;") else {
      return JSONValue.all(in: bytes)
    }
    var text = String(decoding: bytes, as: UTF8.self).replacing("&quot;", with: "\"")
    return text.withUTF8(JSONValue.all)
  }

  private mutating func findPage() {
    for object in objects where Self.isPage(object) && page.published == nil {
      page = item(object)
    }
  }

  private mutating func collect(_ value: JSONValue, depth: Int) {
    guard depth < 6, objects.count < 2000 else { return }
    switch value {
    case .array(let elements):
      for element in elements { collect(element, depth: depth + 1) }
    case .object(let members):
      objects.append(value)
      if let id = value["@id"]?.string, members.count > 1, byID[id] == nil { byID[id] = value }
      for (name, inner) in members where Self.nesting.contains(name) {
        collect(inner, depth: depth + 1)
      }
    default: break
    }
  }

  private static let nesting: Set<String> = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"]

  private static let articleTypes: Set<String> = [
    "AdvertiserContentArticle", "AnalysisNewsArticle", "Article", "AskPublicNewsArticle",
    "BackgroundNewsArticle", "BlogPosting", "LiveBlogPosting", "MedicalScholarlyArticle",
    "NewsArticle", "OpinionNewsArticle", "Report", "ReportageNewsArticle", "ReviewNewsArticle",
    "SatiricalArticle", "ScholarlyArticle", "SocialMediaPosting", "TechArticle",
  ]

  private static let pageTypes: Set<String> = [
    "AboutPage", "ContactPage", "CreativeWork", "Course", "DiscussionForumPosting", "FAQPage",
    "HowTo", "ItemPage", "MedicalWebPage", "PodcastEpisode", "QAPage", "Recipe", "Review",
    "WebPage",
  ]

  private static func isArticle(_ value: JSONValue) -> Bool { isAny(value, of: articleTypes) }
  private static func isPage(_ value: JSONValue) -> Bool { isAny(value, of: pageTypes) }

  private static func isAny(_ value: JSONValue, of types: Set<String>) -> Bool {
    (value["@type"]?.elements ?? []).contains { type in
      guard let name = type.string else { return false }
      return types.contains(String(name.split(separator: "/").last ?? ""))
    }
  }

  private func item(_ object: JSONValue) -> Item {
    var out = Item()
    func text(_ name: String) -> String? {
      object[name]?.elements.lazy.compactMap(Self.text).first.map { MarkupText.plain($0) }
        .flatMap { $0.isEmpty ? nil : $0 }
    }
    out.headlines = [text("headline"), text("name"), text("alternativeHeadline")].compactMap(\.self)
    out.description = text("description")
    out.body = object["articleBody"]?.string
    out.published = text("datePublished") ?? text("dateCreated")
    out.modified = text("dateModified")
    out.authors = (object["author"] ?? object["creator"]).map { names($0, depth: 0) } ?? []
    if out.authors.isEmpty {
      out.organizations = (object["author"]).map { names($0, depth: 0, people: false) } ?? []
    }
    out.publisher = object["publisher"].flatMap { names($0, depth: 0, people: false).first }
    out.section = object["articleSection"]?.elements.compactMap(\.string) ?? []
    out.keywords = object["keywords"]?.elements.compactMap(\.string) ?? []
    out.image = object["image"].flatMap { image($0, depth: 0) }
    out.imageCaption = object["image"]?.elements.lazy.compactMap { $0["caption"]?.string }.first
      .map(TextCleaner.clean).flatMap { $0.isEmpty ? nil : $0 }
    out.language = text("inLanguage")
    out.wordCount = text("wordCount").flatMap { Int($0) }
    out.isFree = Self.truth(object["isAccessibleForFree"])
    out.address = text("url") ?? text("@id")
    return out
  }

  private static func truth(_ value: JSONValue?) -> Bool? {
    switch value {
    case .bool(let isTrue): isTrue
    case .string(let text) where text.lowercased().hasSuffix("false"): false
    case .string(let text) where text.lowercased().hasSuffix("true"): true
    default: nil
    }
  }

  /// Returns a string, a number (as in timestamps), or the `@value` of an object.
  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text), .number(let text): text
    case .object: value["@value"]?.string
    default: nil
    }
  }

  /// Returns the names in a value: of persons, or of anything if `people` is false.
  private func names(_ value: JSONValue, depth: Int, people: Bool = true) -> [String] {
    guard depth < 4 else { return [] }
    switch value {
    case .string(let name): return [MarkupText.plain(name)]
    case .array(let elements):
      return elements.prefix(50).flatMap { names($0, depth: depth + 1, people: people) }
    case .object:
      let types = value["@type"]?.elements.compactMap(\.string) ?? []
      if people, types.contains(where: { $0.hasSuffix("Organization") }) { return [] }
      if let name = value["name"] {
        return name.elements.compactMap(\.string).map { MarkupText.plain($0) }
      }
      if let id = value["@id"]?.string, let target = byID[id], target["name"] != nil {
        return names(target, depth: depth + 1, people: people)
      }
      if let given = value["givenName"]?.string, let family = value["familyName"]?.string {
        return ["\(given) \(family)"]
      }
      return []
    default: return []
    }
  }

  private func image(_ value: JSONValue, depth: Int) -> String? {
    guard depth < 4 else { return nil }
    switch value {
    case .string(let address): return address
    case .array(let elements):
      return elements.lazy.compactMap { image($0, depth: depth + 1) }.first
    case .object:
      if let address = value["url"] ?? value["contentUrl"] {
        return image(address, depth: depth + 1)
      }
      if let id = value["@id"]?.string, let target = byID[id], target["@id"]?.string != nil,
        target["url"] != nil || target["contentUrl"] != nil
      {
        return image(target, depth: depth + 1)
      }
      return nil
    default: return nil
    }
  }
}
