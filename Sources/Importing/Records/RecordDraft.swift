import Basics
import News
import WebURL

/// A record that is being read.
struct RecordDraft {
  /// The maximum length of what is shown of a file, in characters.
  private static let maximumShown = 200
  private static let maximumReason = 300
  private static let maximumRemarks = 40
  private static let maximumTags = 20

  /// The title in the file; empty if there is none.
  var title = ""
  /// The address as written.
  var address: String
  private(set) var settings: [ImportedSetting] = []
  private(set) var remarks: [ImportRemark] = []
  /// The reason why nothing is taken over.
  private(set) var refusal: String?
  /// The selectors of teasers, in the order of the configuration.
  private var teasers: [ImportedSetting] = []
  private var article: [ImportedSetting] = []

  init(address: String) { self.address = address }

  // MARK: - Settings

  mutating func set(_ name: String, _ value: String) { set(name, .text(value)) }

  mutating func set(_ name: String, _ value: ImportedValue) {
    settings.removeAll { $0.name == name }
    settings.append(ImportedSetting(name, value))
  }

  /// Sets the interval if the number of seconds is one.
  mutating func setInterval(seconds: Int) {
    guard seconds > 0, seconds < 3650 * 86_400 else { return }
    let units = [(86_400, "d"), (3600, "h"), (60, "m")]
    let unit = units.first { seconds.isMultiple(of: $0.0) } ?? (1, "s")
    set("interval", "\(seconds / unit.0)\(unit.1)")
  }

  /// Adds tags. Names that the configuration does not allow are changed.
  mutating func addTags(_ names: [String]) {
    var tags: [String] = []
    if case .list(let previous) = settings.first(where: { $0.name == "tags" })?.value {
      tags = previous
    }
    for name in names {
      guard let tag = SourceNames.slug(name), !tags.contains(tag), tags.count < Self.maximumTags
      else { continue }
      tags.append(tag)
    }
    if !tags.isEmpty { set("tags", .list(tags)) }
  }

  // MARK: - Selectors

  /// Sets the selector of a part of teasers, if it is one.
  /// - Parameter attribute: the attribute whose value counts; nil for the usual one.
  mutating func setTeaserPart(
    _ part: String, selector: String?, attribute: String? = nil, subject: String
  ) {
    var rule: [ImportedSetting] = []
    if let selector {
      guard let selector = valid(selector, subject: subject) else { return }
      rule.append(ImportedSetting("select", .text(selector)))
    }
    if let attribute, attribute != RecordDraft.usualAttributes[part] || selector == nil {
      guard attribute.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"'>/=".utf8.contains($0) })
      else { return skip(subject, "“\(attribute)” is no name of an attribute") }
      rule.append(ImportedSetting("attribute", .text(attribute)))
    }
    guard let first = rule.first else { return }
    teasers.removeAll { $0.name == part }
    teasers.append(
      ImportedSetting(
        part, first.name == "select" && rule.count == 1 ? first.value : .mapping(rule)))
  }

  private static let usualAttributes = ["link": "href", "image": "src", "date": "datetime"]

  /// Sets the selector of a part of articles.
  mutating func setArticlePart(_ part: String, selector: String, subject: String) {
    guard let selector = valid(selector, subject: subject) else { return }
    article.append(
      ImportedSetting(part, part == "remove" ? .list([selector]) : .text(selector)))
  }

  /// Whether the selectors of teasers were taken over.
  var hasTeaserItem: Bool { teasers.contains { $0.name == "item" } }

  /// Removes the parts of teasers, which depend on an item that was not taken over.
  mutating func dropTeaserParts() { teasers = [] }

  private mutating func valid(_ text: String, subject: String) -> String? {
    let selector = text.onOneLine
    do {
      _ = try PageSelector(selector)
      return selector
    } catch {
      skip(subject, "“\(shown(selector))” is not a selector that Ledewatch has: \(error.message)")
      return nil
    }
  }

  // MARK: - What is not taken over

  mutating func skip(_ subject: String, _ reason: String) {
    let remark = ImportRemark(
      subject: shown(subject), reason: reason.onOneLine.truncated(to: Self.maximumReason))
    guard remarks.count < Self.maximumRemarks, !remarks.contains(remark) else { return }
    remarks.append(remark)
  }

  mutating func refuse(_ reason: String) { refusal = refusal ?? shown(reason) }

  private func shown(_ text: String) -> String { text.onOneLine.truncated(to: Self.maximumShown) }

  // MARK: - The end

  /// Adds the record to a result: as a source, or as one of which nothing is taken over.
  func finish(into result: inout ImportResult) {
    guard !result.isFull else {
      result.isIncomplete = true
      return
    }
    var draft = self
    draft.applyBridge()
    let title = draft.shown(draft.title)
    let url = draft.takeURL()
    // Another address than that of a page may have a password, too.
    let address = draft.shown(
      url?.string ?? draft.address.replacing(/\/\/[^\/]*@/, with: "//"))
    let label = [title, address, "a record without name and address"].first { !$0.isEmpty } ?? ""
    guard let url, draft.refusal == nil else {
      result.refusals.append(
        RefusedRecord(label: label, reason: draft.refusal ?? "it has no address of a page"))
      return
    }
    var settings = draft.settings
    if !draft.teasers.isEmpty {
      let order = ["item", "link", "headline", "lede", "date", "image", "next"]
      let sorted = order.flatMap { part in draft.teasers.filter { $0.name == part } }
      settings.append(ImportedSetting("teasers", .mapping(sorted)))
    }
    if !draft.article.isEmpty {
      settings.append(ImportedSetting("article", .mapping(draft.article)))
    }
    result.sources.append(
      ImportedSource(
        label: label, title: title, url: url, settings: settings, remarks: draft.remarks))
  }

  /// Returns the URL without user and password.
  private mutating func takeURL() -> WebURL? {
    let text = address.trimmingSpaces
    if text.contains("{{") || text.contains("{%") || text.contains("%<") {
      refuse("its address is a template")
      return nil
    }
    guard let url = WebURL(text) else {
      refuse(
        WebURL.scheme(of: text).map { "its address begins with “\($0):”, not with http or https" }
          ?? "it has no address of a page")
      return nil
    }
    noteSecretParameter(url)
    guard url.userInfo != nil else { return url }
    requireSecret(
      "the user and the password in the URL",
      "write “user: NAME” and “password_file: FILE” to the source")
    return url.withoutUserInfo
  }

  /// Notes a parameter that may be secret. The page has no other address, so it stays.
  private mutating func noteSecretParameter(_ url: WebURL) {
    let names = (url.query ?? "").split(separator: "&").compactMap {
      $0.split(separator: "=").first
    }
    let secret = names.first { name in
      let name = name.lowercased()
      return ["auth", "key", "passw", "secret", "sid", "token"].contains(where: name.contains)
    }
    guard let secret else { return }
    skip(
      "the parameter “\(secret)” of the URL",
      "it may be secret, and is part of the address; let only its owner read the configuration")
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
