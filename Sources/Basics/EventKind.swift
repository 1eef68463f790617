/// The kind of an event that is reported to hooks; the raw value is its name in configuration,
/// records and environment.
package enum EventKind: String, Sendable, CaseIterable, Codable {
  /// An article, or a further revision of one, is in the spool.
  case new, revised
  /// An article is no longer available at its address, or is available again.
  case withdrawn, restored
  /// Teasers may have been missed.
  case gap
  /// The teasers are in another part of the listing's markup than before.
  case redesign
  /// The host of the source, which was public when it was first seen, has an address that is not
  /// public. It is not requested there.
  case privateAddress = "private-address"
  /// The listing is readable, but does not yield what it used to.
  case sourceDegraded = "source-degraded"
  case sourceBroken = "source-broken"
  case sourceBlocked = "source-blocked"
  case sourceQuiet = "source-quiet"
  case sourceRecovered = "source-recovered"
  /// A source is as ill as it was reported to be. Hooks receive it only if they name it.
  case sourceReminder = "source-reminder"
}
