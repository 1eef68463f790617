import Basics
import Dates

/// A record of a WARC file (WARC 1.1, ISO 28500:2017).
package struct WARCRecord: Sendable {
  /// The value of WARC-Type.
  package enum Kind: String, Sendable {
    case warcinfo, request, response, resource, metadata, conversion
  }

  package var kind: Kind
  /// The time at which the content was captured.
  package var date: Timestamp
  /// The address of the content; nil for `warcinfo`.
  package var target: String?
  /// The media type of the block.
  package var contentType: String
  /// Further named fields, such as WARC-IP-Address and WARC-Concurrent-To.
  package var fields: [(name: String, value: String)] = []
  package var block: [UInt8]
  /// The index in the block at which the payload begins; nil if there is none.
  package var payloadStart: Int?

  package init(
    _ kind: Kind, date: Timestamp, target: String? = nil, contentType: String, block: [UInt8],
    payloadStart: Int? = nil
  ) {
    self.kind = kind
    self.date = date
    self.target = target
    self.contentType = contentType
    self.block = block
    self.payloadStart = payloadStart
  }

  /// Creates a record whose block consists of named fields (`application/warc-fields`).
  package init(
    _ kind: Kind, date: Timestamp, target: String? = nil, named block: [(String, String)]
  ) {
    let lines = block.map { "\($0): \(WARCRecord.value($1))\r\n" }
    self.init(
      kind, date: date, target: target, contentType: "application/warc-fields",
      block: Array(lines.joined().utf8))
  }

  /// Returns the record without compression.
  func bytes(id: String) -> [UInt8] {
    var named: [(String, String)] = [
      ("WARC-Type", kind.rawValue), ("WARC-Record-ID", id),
      ("WARC-Date", RFC3339.string(from: date)),
    ]
    if let target { named.append(("WARC-Target-URI", target)) }
    named += fields.map { ($0.name, $0.value) }
    named.append(("WARC-Block-Digest", "sha256:" + ContentDigest(block).base32))
    if let payloadStart {
      let payload = block[min(payloadStart, block.count)...]
      named.append(("WARC-Payload-Digest", "sha256:" + ContentDigest(payload).base32))
    }
    named += [("Content-Type", contentType), ("Content-Length", String(block.count))]
    let header = named.map { "\($0): \(WARCRecord.value($1))\r\n" }.joined()
    return Array("WARC/1.1\r\n\(header)\r\n".utf8) + block + Array("\r\n\r\n".utf8)
  }

  /// Returns the value of a named field: on one line, so that it can be neither another field nor the
  /// end of the header.
  private static func value(_ text: String) -> String {
    text.strippingControlCharacters(replacingSeparatorsWith: " ")
  }
}
