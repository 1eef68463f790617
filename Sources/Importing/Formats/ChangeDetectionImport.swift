import Basics
import Settings

/// Watches of changedetection.io: `url-watches.json`, or a backup (zip) with it or, since version 0.53, with
/// `changedetection.json` and a `watch.json` for each watch.
struct ChangeDetectionImport {
  private var tagTitles: [String: String] = [:]
  private var defaultInterval: Int?

  static func read(json bytes: [UInt8]) throws(ImportError) -> ImportResult {
    let root = try ForeignValue(json: bytes)
    var reader = ChangeDetectionImport()
    var result = ImportResult(format: .changedetection)
    if let watches = root["watching"] {
      reader.readSettings(root)
      for watch in watches.pairs { reader.record(watch.value).finish(into: &result) }
    } else if root["url"] != nil {
      reader.record(root).finish(into: &result)
    } else {
      throw ImportError("the file is JSON, but has no watches of changedetection.io")
    }
    return result
  }

  static func read(zip bytes: [UInt8]) throws(ImportError) -> ImportResult {
    let archive = try ZipArchive(bytes)
    let files = try archive.files { path in
      let name = path.split(separator: "/").last ?? ""
      return ["url-watches.json", "changedetection.json", "watch.json", "tag.json"].contains(name)
    }
    if let whole = files.first(where: { $0.name == "url-watches.json" }) {
      return try read(json: whole.content)
    }
    guard files.contains(where: { $0.name == "watch.json" }) else {
      throw ImportError("the archive has neither url-watches.json nor watch.json")
    }
    var reader = ChangeDetectionImport()
    var result = ImportResult(format: .changedetection)
    for file in files where file.name == "changedetection.json" {
      reader.readSettings(try ForeignValue(json: file.content))
    }
    for file in files where file.name == "tag.json" {
      guard let tag = try? ForeignValue(json: file.content) else { continue }
      reader.tagTitles[file.folder] = tag["title"]?.text
    }
    for file in files where file.name == "watch.json" {
      do {
        reader.record(try ForeignValue(json: file.content)).finish(into: &result)
      } catch {
        if result.isFull { return result }
        result.refusals.append(
          RefusedRecord(label: file.path.onOneLine.truncated(to: 200), reason: error.description))
      }
    }
    return result
  }

  private mutating func readSettings(_ root: ForeignValue) {
    let settings = root["settings"]
    for tag in settings?["application"]?["tags"]?.pairs ?? [] {
      tagTitles[tag.key] = tag.value["title"]?.text
    }
    defaultInterval = settings?["requests"].flatMap(Self.interval)
  }

  // MARK: - Watches

  private func record(_ watch: ForeignValue) -> RecordDraft {
    let address = watch["url"]?.text ?? ""
    var draft = RecordDraft(
      address: address.hasPrefix("source:") ? String(address.dropFirst(7)) : address)
    draft.title = watch["title"]?.text ?? ""
    let names = watch["tag"]?.text?.split(separator: ",").map(String.init) ?? []
    draft.addTags(names + (watch["tags"]?.texts ?? []).compactMap { tagTitles[$0] })
    setInterval(watch, &draft)
    draft.setMethod(watch["method"]?.text ?? "")
    draft.setHeaders((watch["headers"]?.pairs ?? []).map { ($0.key, $0.value.text ?? "") })
    if watch["paused"]?.isTrue == true { draft.set("paused", "true") }
    for key in ["include_filters", "css_filter"] {
      for filter in watch[key]?.texts.prefix(20) ?? [] {
        ChangeDetectionImport.apply(filter, subject: "“\(key)”", to: &draft)
      }
    }
    if watch["processor"]?.text == "restock_diff" {
      draft.refuse("it watches a price or a stock, not articles")
    }
    for pair in watch.pairs where !pair.value.isUnset {
      if let reason = ChangeDetectionImport.reason(for: pair) {
        draft.skip("“\(pair.key)”", reason)
      }
    }
    return draft
  }

  private func setInterval(_ watch: ForeignValue, _ draft: inout RecordDraft) {
    let usesDefault = watch["time_between_check_use_default"]?.isTrue ?? false
    let own = usesDefault ? nil : Self.interval(watch)
    if let seconds = own ?? defaultInterval { draft.setInterval(seconds: seconds) }
  }

  /// Returns the interval in seconds; before version 0.39.5, it is a number of minutes.
  private static func interval(_ value: ForeignValue) -> Int? {
    if let minutes = value["minutes_between_check"]?.text.flatMap({ Int($0) }),
      (1...1_000_000).contains(minutes)
    {
      return minutes * 60
    }
    return value["time_between_check"].flatMap(seconds)
  }

  private static func seconds(_ value: ForeignValue) -> Int? {
    let units = ["weeks": 604_800, "days": 86_400, "hours": 3600, "minutes": 60, "seconds": 1]
    var sum = 0
    for pair in value.pairs {
      guard let unit = units[pair.key], let number = pair.value.text.flatMap({ Int($0) }),
        (0...100_000).contains(number)
      else { continue }
      sum += number * unit
    }
    return sum > 0 ? sum : nil
  }

  private static func apply(_ filter: String, subject: String, to draft: inout RecordDraft) {
    for prefix in ["xpath:", "xpath1:"] where filter.hasPrefix(prefix) {
      return draft.setTeaserItem(
        xpathFilter: String(filter.dropFirst(prefix.count)), subject: subject)
    }
    for prefix in ["json:", "jq:", "jqraw:"] where filter.hasPrefix(prefix) {
      return draft.refuse("its page is JSON that is not a feed (\(subject))")
    }
    filter.hasPrefix("/") || filter.hasPrefix("(")
      ? draft.setTeaserItem(xpathFilter: filter, subject: subject)
      : draft.setTeaserItem(filter: filter, subject: subject)
  }

  private static func reason(for pair: ForeignPair) -> String? {
    switch pair.key {
    case "fetch_backend" where ["system", "html_requests", ""].contains(pair.value.text ?? ""): nil
    case "conditions_match_logic", "filter_failure_notification_send": nil
    default: reasons.first { $0.keys.contains(pair.key) }?.reason
    }
  }

  private static let reasons: [(keys: Set<String>, reason: String)] = [
    (
      ["fetch_backend", "webdriver_js_execute_code", "browser_steps", "webdriver_delay"],
      "it needs a browser; if the page has no teasers without one, write “fetch: {command: […]}”"
    ),
    (
      ["notification_urls", "notification_title", "notification_body"],
      "receivers of messages are hooks; they are not taken over, as their addresses contain passwords"
    ),
    (
      [
        "trigger_text", "text_should_not_be_present", "extract_text", "extract_lines_containing",
        "conditions", "llm_intent",
      ],
      "changes are not chosen by words; “match” of a hook chooses articles"
    ),
    (["ignore_text"], "Ledewatch compares articles, not the text of the page"),
    (
      ["subtractive_selectors"],
      "parts of the listing are not removed; “article: {remove: […]}” removes parts of articles"
    ),
    (["proxy"], "its address is not part of the watch; write “proxy”"),
    (["body"], "Ledewatch sends no body"),
    (["time_schedule_limit"], "write “windows: […]”"),
  ]
}
