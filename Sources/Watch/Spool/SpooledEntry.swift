/// What an entry in the spool tells of its article: enough to know it again.
public struct SpooledEntry: Sendable {
  /// The entry's name.
  public var entry: String
  public var source: String
  public var id: String
  public var revision: Int
  /// Seconds since 1970.
  public var firstSeen: Int64
  /// The teaser as it was seen; link, date, lede and headline only.
  public var link: String
  public var date: String?
  public var lede: String?
  public var headline: String?
  /// The text of the article, for comparing.
  public var text: String
}
