import HTML

extension Feed {
  /// Parses JSON Feed, version 1 or 1.1 (jsonfeed.org); nil if the text has another format.
  static func json(_ text: [UInt8]) -> Feed? {
    guard let value = text.withUnsafeBufferPointer({ JSONValue($0) }),
      value["version"]?.string?.contains("jsonfeed.org/version") == true,
      case .array(let items)? = value["items"]
    else { return nil }
    var feed = Feed(kind: .json)
    feed.home = value["home_page_url"]?.string
    feed.language = value["language"]?.string
    feed.next = value["next_url"]?.string
    for item in items.prefix(Feed.maximumEntries) {
      feed.entryCount += 1
      feed.entries.append(FeedEntry(json: item))
    }
    return feed
  }
}

extension FeedEntry {
  fileprivate init(json item: JSONValue) {
    offer(link: item["url"]?.string, rank: 5)
    // An external link is the subject of the entry, not the entry itself.
    offer(link: item["external_url"]?.string, rank: 3)
    if let id = item["id"]?.string, id.hasPrefix("http://") || id.hasPrefix("https://") {
      offer(link: id, rank: 2)
    }
    title = FeedText(item["title"], .plain)
    summary = FeedText(item["summary"], .plain)
    content = FeedText(item["content_html"], .html) ?? FeedText(item["content_text"], .plain)
    offer(date: item["date_published"]?.string, rank: 5)
    offer(date: item["date_modified"]?.string, rank: 2)
    offer(image: item["image"]?.string, rank: 4)
    offer(image: item["banner_image"]?.string, rank: 3)
    for attachment in item["attachments"]?.elements.prefix(20) ?? []
    where attachment["mime_type"]?.string?.lowercased().hasPrefix("image/") == true {
      offer(image: attachment["url"]?.string, rank: 2)
    }
  }
}

extension FeedText {
  fileprivate init?(_ value: JSONValue?, _ format: Format) {
    guard let text = value?.string else { return nil }
    self.init(bytes: Array(text.utf8), format: format)
  }
}
