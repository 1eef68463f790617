import Basics
import News

/// An article that is known only from its entry in the spool.
package struct RecoveredEntry: Sendable {
  package var source: String
  package var publicID: String
  package var entry: String
  package var revision: Int
  package var firstSeen: Timestamp
  package var teaser: Teaser
  package var teaserKey: TeaserKey
  package var fingerprint: StoredFingerprint?

  package init(
    source: String, publicID: String, entry: String, revision: Int, firstSeen: Timestamp,
    teaser: Teaser, teaserKey: TeaserKey, fingerprint: StoredFingerprint?
  ) {
    self.source = source
    self.publicID = publicID
    self.entry = entry
    self.revision = revision
    self.firstSeen = firstSeen
    self.teaser = teaser
    self.teaserKey = teaserKey
    self.fingerprint = fingerprint
  }
}
