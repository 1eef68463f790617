import Basics

/// A timestamp is encoded as text in RFC 3339, to the second.
extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let seconds = RFC3339.instant(from: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not RFC 3339")
    }
    self.init(secondsSinceEpoch: Double(seconds))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(RFC3339.string(from: self))
  }
}
