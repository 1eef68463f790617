import Foundation
import News
import Web

/// The form in which the store of texts keeps a revision: JSON, compressed by gzip.
extension RevisionText {
  func packed() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return Gzip.compress(Array(try encoder.encode(self)))
  }

  /// Returns nil where the bytes are damaged.
  init?(packed bytes: [UInt8]) {
    guard let json = Gzip.expand(bytes, maximumSize: 32 << 20),
      let text = try? JSONDecoder().decode(RevisionText.self, from: Data(json))
    else { return nil }
    self = text
  }
}
