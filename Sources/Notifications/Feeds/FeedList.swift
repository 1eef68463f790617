import Settings

/// The list of the feeds of sources, as OPML 2.0.
package enum FeedList {
  package static let fileName = "sources.opml"

  /// Returns the list.
  /// - Parameters:
  ///   - names: the names of all files of the directory. Only the Atom feeds of sources count.
  ///   - base: the URL of the directory, if it is known. Otherwise the addresses are file names.
  package static func opml(files names: [String], base: String?) -> [UInt8] {
    let suffix = ".atom"
    let feeds = names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(suffix.count)) }
      .filter { !FeedSettings.isReserved($0) && FeedSettings.tag(of: $0) == nil }.sorted()
    var xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml version=\"2.0\">\n<head>\n"
    xml += XMLText.element("title", "Ledewatch") + "</head>\n<body>\n"
    for feed in feeds {
      let address = (base ?? "") + feed + suffix
      xml += XMLText.empty(
        "outline", [("type", "rss"), ("text", feed), ("title", feed), ("xmlUrl", address)])
    }
    return Array((xml + "</body>\n</opml>\n").utf8)
  }
}
