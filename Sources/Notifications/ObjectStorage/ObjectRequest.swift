import CCrypto
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
      ("x-amz-content-sha256", ObjectRequest.sha256(file.bytes)),
    ]
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
    case "diff": "text/x-diff; charset=utf-8"
    case "gz": "application/gzip"
    default: "application/octet-stream"
    }
  }

  /// Returns the hash in hexadecimal digits.
  private static func sha256(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    _ = EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil)
    return digest.prefix(Int(length)).hexadecimal
  }
}
