import Basics
import WebURL

/// The settings of a hook that writes feeds.
package struct FeedSettings: Hashable, Sendable {
  /// The absolute path of the directory.
  package var directory: String
  /// The URL under which a web server serves the directory, with a slash at its end; nil if it is not known.
  package var url: WebURL?
  /// The maximum number of items of a feed.
  package var maximumItems = 50
  /// Whether older items move to archive documents. Otherwise they are dropped.
  package var keepsArchives = false

  /// The tags of each source, whose feeds its articles enter, too.
  package var tags: [String: Set<String>] = [:]
  /// The WebSub hub that is told of changed feeds; nil for none.
  package var hub: WebURL?

  /// The name of the feed with the articles of all sources.
  package static let nameOfAll = "all"
  private static let archiveInfix = "-archive-"

  /// Names of sources begin with a letter or a digit.
  private static let tagPrefix = "_"

  /// The events that change feeds.
  package static let events: Set<EventKind> = [.new, .revised, .withdrawn, .restored]

  package init(directory: String) { self.directory = directory }

  /// Returns the name of an archive document of a feed, without an extension. Archives are numbered from 1.
  package static func archiveName(_ number: Int, of feed: String) -> String {
    "\(feed)\(archiveInfix)\(number)"
  }

  /// Returns the name of the feed with the articles of all sources that have a tag.
  package static func name(ofTag tag: String) -> String { tagPrefix + tag }

  /// Returns the tag of a feed; nil if it is no feed of a tag.
  package static func tag(of feed: String) -> String? {
    feed.hasPrefix(tagPrefix) ? String(feed.dropFirst(tagPrefix.count)) : nil
  }

  /// Returns the names of the feeds that the articles of a source enter.
  package func feeds(of source: String) -> [String] {
    [source, FeedSettings.nameOfAll]
      + tags[source, default: []].sorted().map(FeedSettings.name(ofTag:))
  }

  /// Whether files of other feeds can have this name, so that no source may.
  package static func isReserved(_ name: String) -> Bool {
    if name == nameOfAll { return true }
    guard let infix = name.ranges(of: archiveInfix).last else { return false }
    let number = name[infix.upperBound...]
    return !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
