/// The data that is deleted after some time, and the limits for it.
package struct KeepSettings: Hashable, Sendable {
  /// The limits of the archive of articles; nil for no archive.
  package var archive: KeepLimits? = KeepLimits(age: .seconds(400 * 86_400), size: 2 << 30)

  /// The limits of the entries in `new/`; nil if only consumers remove them.
  package var new: KeepLimits?
  /// The limits of the entries in `cur/`; nil if only consumers remove them.
  package var cur: KeepLimits?
  /// The limits of the pages that broke sources; nil if the last one of each source is kept.
  package var pages: KeepLimits?

  package init() {}
}

/// The limits of a collection. Whatever exceeds one of them is deleted, oldest first.
package struct KeepLimits: Hashable, Sendable {
  /// The longest time for which an item is stored; nil for no limit.
  package var age: Duration?
  /// The largest size of the collection in bytes; nil for no limit.
  package var size: Int?
  /// The largest number of items; nil for no limit.
  package var count: Int?

  package init(age: Duration? = nil, size: Int? = nil, count: Int? = nil) {
    self.age = age
    self.size = size
    self.count = count
  }
}
