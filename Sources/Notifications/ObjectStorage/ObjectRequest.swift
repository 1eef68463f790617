import Settings
import Spool
import WebURL

/// The request that puts a file of an entry into a store. libcurl signs it.
///
/// All names consist of characters that are the same in a URL and in its signature, because libcurl 7.88 does
/// not encode the path for the signature.
package struct ObjectRequest: Sendable {
  package let url: WebURL
  package let fields: [(name: String, value: String)]
  package let body: [UInt8]

  /// Returns nil if the names make no valid URL.
  /// - Parameter entry: the name of the entry.
  package init?(_ store: ObjectStore, source: String, entry: String, _ file: EntryFile) {
    let parts = [source, entry, file.name]
    let name = store.prefix + parts.joined(separator: "/")
    guard parts.allSatisfy(ObjectRequest.isName),
      let url = WebURL("\(store.endpoint.string)\(store.bucket)/\(name)")
    else { return nil }
    self.url = url
    body = file.bytes
    // The field is part of the signature; without it, libcurl would leave the body unsigned.
    fields = [
      ("Content-Type", ObjectRequest.contentType(of: file.name)),
      ("x-amz-content-sha256", ContentDigest(file.bytes).hexadecimal),
    ]
  }

  /// Returns the code and the message in the XML of an error, on one line; nil if there is no code.
  package static func refusal(_ body: [UInt8]) -> String? {
    let text = String(decoding: body.prefix(4096), as: UTF8.self)
    func content(of name: String) -> String? {
      guard let start = text.firstRange(of: "<\(name)>"),
        let end = text[start.upperBound...].firstRange(of: "</\(name)>")
      else { return nil }
      return text[start.upperBound..<end.lowerBound].truncated(to: 200).onOneLine
    }
    guard let code = content(of: "Code") else { return nil }
    // The region or the endpoint that the store expects.
    let place = content(of: "Region") ?? content(of: "Endpoint")
    return [code, content(of: "Message"), place].compactMap(\.self).joined(separator: ": ")
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 255 && text != "." && text != ".."
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "._-".utf8.contains(byte)
        }
      }
  }

  private static func contentType(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "json": "application/json"
    case "md": "text/markdown; charset=utf-8"
    case "html": "text/html; charset=utf-8"
    case "txt": "text/plain; charset=utf-8"
    case "eml": "message/rfc822"
    case "diff": "text/x-diff; charset=utf-8"
    case "gz": "application/gzip"
    case let suffix?: ImageKind(rawValue: String(suffix))?.mediaType ?? "application/octet-stream"
    case nil: "application/octet-stream"
    }
  }
}
