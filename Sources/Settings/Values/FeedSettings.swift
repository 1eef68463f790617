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

  /// The name of the feed with the articles of all sources.
  package static let nameOfAll = "all"
  private static let archiveInfix = "-archive-"

  /// The events that change feeds.
  package static let events: Set<EventKind> = [.new, .revised, .withdrawn, .restored]

  package init(directory: String) { self.directory = directory }

  /// Returns the name of an archive document of a feed, without an extension. Archives are numbered from 1.
  package static func archiveName(_ number: Int, of feed: String) -> String {
    "\(feed)\(archiveInfix)\(number)"
  }

  /// Whether files of other feeds can have this name, so that no source may.
  package static func isReserved(_ name: String) -> Bool {
    if name == nameOfAll { return true }
    guard let infix = name.ranges(of: archiveInfix).last else { return false }
    let number = name[infix.upperBound...]
    return !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
