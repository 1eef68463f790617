import Basics
import News

/// The knowledge from polls of a source, teasers aside. It saves requests but is never required: it
/// is written together with that of other sources, and a crash may lose the last minute of it.
package struct PollingState: Hashable, Sendable {
  /// The time of the next poll.
  package var nextDue: Timestamp?
  /// The end of the page's declared freshness.
  package var freshUntil: Timestamp?
  /// The time of the last full response, as opposed to a 304.
  package var lastWhole: Timestamp?
  package var move: Move?
  /// The redirect from https to http with which the listing was last fetched.
  package var insecureRedirect: InsecureRedirect?
  /// The publication times; nil unless the source has an adaptive interval.
  package var publicationPattern: PublicationPattern?
  /// The share of U+FFFD, which stands for undecodable bytes, in the text of the last teasers.
  package var garbled = 0.0
  /// The charset in which the page was last decoded.
  package var charset: PageCharset?
  package var failures = RoundFailures()

  package init() {}

  /// A permanent redirect of the listing's page.
  package struct Move: Hashable, Sendable {
    package var to: String
    /// 301 or 308.
    package var status: Int
    /// The time of the first such response.
    package var since: Timestamp
    /// The number of rounds with such a response and a valid listing. The third one that counts is at
    /// least a day after the first, because a mistaken redirect is mostly gone by then.
    package var rounds: Int

    package init(to: String, status: Int, since: Timestamp, rounds: Int) {
      self.to = to
      self.status = status
      self.since = since
      self.rounds = rounds
    }
  }

  /// A redirect of the listing's page from https to http. It is followed, but is never a move, because
  /// anybody between this machine and the server could have forged it.
  package struct InsecureRedirect: Hashable, Sendable {
    /// The first address without TLS.
    package var to: String
    /// The status, such as 302.
    package var status: Int
    /// The time of the first such response.
    package var since: Timestamp

    package init(to: String, status: Int, since: Timestamp) {
      self.to = to
      self.status = status
      self.since = since
    }
  }

  /// Discards the knowledge about the page after its settings changed.
  package mutating func forgetPage() {
    nextDue = nil
    freshUntil = nil
    lastWhole = nil
    move = nil
    insecureRedirect = nil
    charset = nil
    failures = RoundFailures()
  }
}
