import Basics
import Foundation
import News
import Spool

/// The stored form of a revision's text: JSON, compressed by gzip.
extension RevisionText {
  /// The maximum size of the JSON.
  private static let maximumBytes = 32 << 20

  var packed: [UInt8] {
    // The encoder throws only what a conformance throws, and those of strings and numbers do not.
    Gzip.compress((try! JSON(encoding: self)).serialized(.line))
  }

  /// Returns nil if the bytes are damaged.
  init?(packed bytes: [UInt8]) {
    guard let json = Gzip.expand(bytes, maximumBytes: RevisionText.maximumBytes),
      let text = try? JSONDecoder().decode(RevisionText.self, from: Data(json))
    else { return nil }
    self = text
  }
}
