/// The times at which spooled articles are rechecked, and the changes that count as a revision.
package struct RevisionSettings: Hashable, Sendable {
  /// The time from spooling to the first recheck, from there to the second, and so on; empty to
  /// never recheck an article.
  package var intervals: [Duration] = [
    .seconds(3 * 3600), .seconds(86_400), .seconds(7 * 86_400), .seconds(30 * 86_400),
  ]
  /// The number of words that may change without a revision; a changed number is always one.
  package var minimumChangedWords = 1

  package init() {}

  /// The time between the two failed fetches after which an article counts as withdrawn.
  package static let confirmationDelay: Duration = .seconds(3600)
  /// The number of failures in a row after which a recheck is skipped.
  package static let maximumFailures = 5

  /// The longest time between two rechecks.
  package var maximumInterval: Duration {
    (intervals.max() ?? .zero) + RevisionSettings.confirmationDelay
  }
}
