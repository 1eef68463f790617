import WebURL

/// Front pages, which sites show in place of pages that are missing or that need a cookie.
extension WebURL {
  /// Whether the address is that of a site's front page although another page was requested.
  package func isFrontPage(insteadOf requested: WebURL) -> Bool {
    guard isFrontPath else { return false }
    // Some sites tell their pages apart by the query only.
    return !requested.isFrontPath || query == nil && requested.query != nil
  }

  /// Whether the path is that of a front page, perhaps in one language: `/`, `/index.html`, `/en/`.
  private var isFrontPath: Bool {
    var segments = path.split(separator: "/")
    if let last = segments.last, last.hasPrefix("index.") || last.hasPrefix("default.") {
      segments.removeLast()
    }
    return segments.isEmpty || segments.count == 1 && segments[0].isLanguage
  }
}

extension Substring {
  /// Whether the text is a language tag with or without a region, as paths contain it: `en`, `pt-br`,
  /// `zh_Hant`.
  fileprivate var isLanguage: Bool {
    let parts = utf8.split(
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
    return parts.count <= 2 && parts[0].count == 2 && (2...4).contains(parts[parts.count - 1].count)
      && parts.allSatisfy { $0.allSatisfy { ($0 | 0x20) &- 0x61 < 26 } }
  }
}
