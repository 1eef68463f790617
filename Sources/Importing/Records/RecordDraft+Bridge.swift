import Basics
import Foundation
import WebURL

/// Addresses of RSS-Bridge, which contain the settings of a page that it watches.
extension RecordDraft {
  /// Replaces the address of a bridge that makes a feed of a page by the page and its selectors. The feeds
  /// of other bridges are watched as they are.
  mutating func applyBridge() {
    guard let query = RecordDraft.bridgeQuery(of: address) else { return }
    switch (query["bridge"] ?? "").lowercased() {
    case "cssselector", "cssselectorbridge": applyCSSSelectorBridge(query)
    case "cssselectorcomplex", "cssselectorcomplexbridge": applyComplexBridge(query)
    case "cssselectorfeedexpander", "cssselectorfeedexpanderbridge":
      guard let feed = query["feed"], WebURL(feed) != nil else { return }
      address = feed
      setArticleParts(query)
    case "xpath", "xpathbridge": applyXPathBridge(query)
    default: skip("RSS-Bridge", "the feed of this bridge is watched, so RSS-Bridge is still needed")
    }
  }

  /// Returns the parameters of an address that shows a bridge.
  private static func bridgeQuery(of address: String) -> [String: String]? {
    guard let query = WebURL(address)?.query, query.utf8.count <= 16_384 else { return nil }
    var parameters: [String: String] = [:]
    for part in query.split(separator: "&").prefix(100) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = pair.count > 1 ? pair[1].replacing("+", with: " ") : ""
      guard let name = String(pair[0]).removingPercentEncoding,
        let text = value.removingPercentEncoding
      else { continue }
      parameters[name] = text.onOneLine
    }
    return parameters["action"] == "display" && parameters["bridge"] != nil ? parameters : nil
  }

  private mutating func applyCSSSelectorBridge(_ query: [String: String]) {
    guard let page = query["home_page"], WebURL(page) != nil else { return }
    address = page
    set("item", query["url_selector"], of: "url_selector")
    skipPattern(query)
    setArticleParts(query)
  }

  private mutating func applyComplexBridge(_ query: [String: String]) {
    guard let page = query["home_page"], WebURL(page) != nil else { return }
    address = page
    set("item", query["entry_element_selector"], of: "entry_element_selector")
    set("link", query["url_selector"], of: "url_selector")
    set("headline", query["title_selector"], of: "title_selector")
    set("date", query["time_selector"], of: "time_selector")
    if let format = query["time_format"], !format.isEmpty { setDateFormat(php: format) }
    if !(query["cookie"] ?? "").isEmpty { requireCookie() }
    skipPattern(query)
    setArticleParts(query)
  }

  private mutating func applyXPathBridge(_ query: [String: String]) {
    guard let page = query["url"], WebURL(page) != nil else { return }
    address = page
    let parts = [
      ("item", "item"), ("link", "uri"), ("headline", "title"), ("lede", "content"),
      ("date", "timestamp"), ("image", "enclosures"),
    ]
    for (part, key) in parts {
      setTeaserPart(part, xpath: query[key] ?? "", subject: "“\(key)” of RSS-Bridge")
    }
    if !hasTeaserItem { dropTeaserParts() }
  }

  private mutating func set(_ part: String, _ selector: String?, of key: String) {
    guard let selector, !selector.isEmpty else { return }
    setTeaserPart(part, selector: selector, subject: "“\(key)” of RSS-Bridge")
  }

  private mutating func setArticleParts(_ query: [String: String]) {
    for (part, key) in [("body", "content_selector"), ("remove", "content_cleanup")] {
      guard let selector = query[key], !selector.isEmpty else { continue }
      setArticlePart(part, selector: selector, subject: "“\(key)” of RSS-Bridge")
    }
  }

  private mutating func skipPattern(_ query: [String: String]) {
    guard let pattern = query["url_pattern"], !pattern.isEmpty else { return }
    skip("“url_pattern” of RSS-Bridge", "teasers are not chosen by their links")
  }
}
