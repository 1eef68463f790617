/// When articles in the spool are looked at again, and what counts as a change. Times are in seconds.
package struct RevisionSettings: Hashable, Sendable {
  /// From the spooling to the first look, from there to the next, and so on; none to leave
  /// articles alone.
  package var intervals: [Double] = [3 * 3600, 86_400, 7 * 86_400, 30 * 86_400]
  /// So many words may differ without it being a revision; a changed number always is one.
  package var minimumChangedWords = 1

  package init() {}

  /// An address is empty only when it was found so twice, this long apart.
  package static let confirmationDelay = 3600.0
  /// Looks in a row that fail before one is given up and the next interval begins.
  package static let maximumFailures = 5

  /// The longest time between two looks.
  package var maximumInterval: Double {
    (intervals.max() ?? 0) + RevisionSettings.confirmationDelay
  }
}
