import Basics
import Foundation
import Settings
import Spool
import WebURL

/// The request that submits the address of an article to a web archive.
///
/// With the key of an account, the address is the body of a POST request by Save Page Now 2, whose answer is
/// JSON. Without one, it follows the address of the archive, whose answer is the saved page or a redirect to it.
package struct ArchiveRequest: Sendable {
  package let url: WebURL
  package let fields: [(name: String, value: String)]
  /// Nil for a GET request.
  package let body: [UInt8]?
  /// The least time until the next request.
  package let pace: Duration

  /// The archive accepts 7 requests a minute of an account, and 3 of an address without one.
  private static let (accountPace, anonymousPace) = (Duration.seconds(9), Duration.seconds(20))

  /// Returns nil if the article has no address that an archive can reach.
  package init?(_ archive: WebArchive, _ event: Event) {
    guard let document = try? EntryDocument(decoding: event.record),
      let address = document.url.flatMap({ WebURL($0) })?.withoutUserInfo, !address.hasPrivateHost
    else { return nil }
    let text = String(address.string.prefix { $0 != "#" })
    if let key = archive.key {
      url = archive.url
      fields = [
        ("Accept", "application/json"), ("Authorization", "LOW \(key)"),
        ("Content-Type", "application/x-www-form-urlencoded"),
      ]
      body = Array("url=\(text.percentEncodedComponent)".utf8)
      pace = ArchiveRequest.accountPace
    } else {
      guard let url = WebURL(archive.url.string + text) else { return nil }
      self.url = url
      (fields, body) = ([], nil)
      pace = ArchiveRequest.anonymousPace
    }
  }

  /// Returns the refusal in an answer with the status of success; nil if there is none.
  /// - Returns: The reason, and whether it is temporary and concerns all articles.
  package static func refusal(_ body: [UInt8]) -> (reason: String, isTemporary: Bool)? {
    struct Answer: Decodable {
      var status: String?
      var kind: String?
      var message: String?

      enum CodingKeys: String, CodingKey {
        case status, message
        case kind = "status_ext"
      }
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)),
      answer.status == "error"
    else { return nil }
    let kind = answer.kind ?? "error"
    let reason = [kind, answer.message].compactMap(\.self).joined(separator: ": ")
    return (reason.truncated(to: 300).onOneLine, limits.contains(kind))
  }

  /// The errors by which the archive limits the use of an account or of itself.
  private static let limits: Set<String> = [
    "error:user-session-limit", "error:too-many-requests", "error:too-many-daily-captures",
    "error:service-unavailable", "error:celery", "error:no-browsers-available",
  ]
}
