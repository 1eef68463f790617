import Foundation
import News
import Web

/// The stored form of a revision's text: JSON, compressed by gzip.
extension RevisionText {
  func packed() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return Gzip.compress(Array(try encoder.encode(self)))
  }

  /// Returns nil if the bytes are damaged.
  init?(packed bytes: [UInt8]) {
    guard let json = Gzip.expand(bytes, limit: 32 << 20),
      let text = try? JSONDecoder().decode(RevisionText.self, from: Data(json))
    else { return nil }
    self = text
  }
}
