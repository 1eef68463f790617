import News

/// What the polling to a source have taught, apart from its teasers. Of use only, never needed: it is
/// written down with that of others, now and then, and a crash may cost the last minute of it.
package struct PollingState: Hashable, Sendable {
  /// When the listing is to be looked at next; wall seconds.
  package var nextDue: Double?
  /// Until when its page has called itself fresh; wall seconds.
  package var freshUntil: Double?
  /// When its page last came whole, rather than as a 304.
  package var lastWhole: Double?
  package var move: Move?
  /// Kept for sources with an adaptive interval.
  package var publicationPattern: PublicationPattern?
  /// The share of U+FFFD in the text of the teasers last read: of bytes that mean nothing in the
  /// page's charset.
  package var garbled = 0.0
  /// What its page was last read in.
  package var charset: PageCharset?

  package init() {}

  /// The listing's page is at another address for good, so its server says.
  package struct Move: Hashable, Sendable {
    package var to: String
    /// 301 or 308.
    package var status: Int
    /// When it was first said; wall seconds.
    package var since: Double
    /// How many rounds have said so, each with a listing behind it; the third that counts comes a
    /// day after the first, for a redirect that was put in by mistake is mostly gone by then.
    package var rounds: Int

    package init(to: String, status: Int, since: Double, rounds: Int) {
      self.to = to
      self.status = status
      self.since = since
      self.rounds = rounds
    }
  }

  /// What is in the settings no longer is about another page.
  package mutating func forgetPage() {
    nextDue = nil
    freshUntil = nil
    lastWhole = nil
    move = nil
    charset = nil
  }
}
