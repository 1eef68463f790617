import Basics

/// The bytes of a feed as servers deliver them: in a gzip file, or behind the messages of a program.
enum FeedFile {
  /// The largest content of a gzip file; sitemaps have at most 50 MiB by their protocol.
  private static let maximumContent = 64 << 20
  /// The longest text before the XML declaration, in bytes.
  private static let maximumNoise = 4 << 10

  /// Returns the content of a gzip file; other bytes remain as they are.
  static func content(of bytes: [UInt8]) -> [UInt8] {
    guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
    return Gzip.expand(bytes, maximumBytes: maximumContent) ?? bytes
  }

  /// Returns the number of bytes before an XML declaration that does not begin the text.
  static func lengthOfNoise(before format: FeedFormat, in bytes: [UInt8]) -> Int {
    format == .xml ? declaration(in: bytes) ?? 0 : 0
  }

  /// Returns the position of an XML declaration or of the root of a feed behind other text, such as
  /// a warning of PHP; nil if no feed begins there.
  static func declaration(in bytes: [UInt8]) -> Int? {
    let start = bytes.prefix(maximumNoise)
    var at = start.startIndex
    while let found = start[at...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = bytes[found...]
      if starts(rest, ["<html", "<body", "<head", "<!doctype html"]) { return nil }
      if starts(rest, ["<?xml ", "<rss ", "<feed ", "<rdf:rdf", "<urlset", "<sitemapindex"]) {
        let isFeed = FeedFormat.isFeed(Array(rest.prefix(FeedFormat.beginning)))
        return isFeed && found > 0 ? found : nil
      }
      at = found + 1
    }
    return nil
  }

  private static func starts(_ bytes: ArraySlice<UInt8>, _ words: [String]) -> Bool {
    words.contains { word in
      bytes.prefix(word.utf8.count).elementsEqual(word.utf8) { $0 | 0x20 == $1 | 0x20 }
    }
  }
}
