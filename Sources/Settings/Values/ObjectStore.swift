import Basics
import WebURL

/// A bucket of a store with the interface of S3, which receives the files of entries.
package struct ObjectStore: Hashable, Sendable {
  /// The URL of the server, with a slash at its end.
  package var endpoint: WebURL
  package var bucket: String
  /// The beginning of all names of objects: empty, or with a slash at its end.
  package var prefix = ""
  package var region: String
  /// The id of the access key.
  package var keyID: String
  /// The secret access key.
  package var secret: String
  /// A PEM file of certificate authorities that are trusted instead of the system's.
  package var certificateAuthorities: String?

  /// The events whose entries are stored.
  package static let events: Set<EventKind> = [.new, .revised]

  package init(endpoint: WebURL, bucket: String, region: String, keyID: String, secret: String) {
    self.endpoint = endpoint
    self.bucket = bucket
    self.region = region
    self.keyID = keyID
    self.secret = secret
  }
}
