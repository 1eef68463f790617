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

  /// Returns why an answer with the status of success or of a redirect does not confirm the submission; nil if
  /// it does.
  /// - Parameter location: the address of a redirect as received; nil if there is none.
  /// - Returns: The reason, and whether it is temporary and concerns all articles.
  package func refusal(status: Int, location: String?, _ body: [UInt8])
    -> (reason: String, isTemporary: Bool)?
  {
    let isOfAccount = self.body != nil
    guard !(300..<400).contains(status) else {
      if !isOfAccount, let location, ArchiveRequest.isSavedPage(location) { return nil }
      let target = location.map { "to \($0.truncated(to: 200).onOneLine)" } ?? "without an address"
      return ("HTTP \(status): a redirect \(target), which is no saved page", false)
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else {
      return isOfAccount ? ("HTTP \(status): the answer confirms no submission", true) : nil
    }
    let kind = answer.status == "error" ? answer.kind ?? "error" : nil
    if kind == nil {
      let isKnown = answer.job != nil || answer.message?.hasPrefix(ArchiveRequest.known) == true
      guard !isKnown, isOfAccount || answer.message != nil else { return nil }
    }
    let reason = [kind ?? "HTTP \(status): the answer confirms no submission", answer.message]
      .compactMap(\.self).joined(separator: ": ")
    return (
      reason.truncated(to: 300).onOneLine, kind.map(ArchiveRequest.limits.contains) ?? true
    )
  }

  /// The answer of Save Page Now 2.
  private struct Answer: Decodable {
    var status: String?
    var kind: String?
    var message: String?
    /// The id of an accepted submission.
    var job: String?

    enum CodingKeys: String, CodingKey {
      case status, message
      case kind = "status_ext"
      case job = "job_id"
    }
  }

  /// The beginning of the message about an address that was saved a short time ago.
  private static let known = "The same snapshot had been made"

  /// Whether an address is that of a saved page: `/web/20260314101500/https://…`.
  private static func isSavedPage(_ location: String) -> Bool {
    location.firstRange(of: "/web/").map { range in
      location[range.upperBound...].first.map { ("0"..."9").contains($0) } ?? false
    } ?? false
  }

  /// The errors by which the archive limits the use of an account or of itself.
  private static let limits: Set<String> = [
    "error:user-session-limit", "error:too-many-requests", "error:too-many-daily-captures",
    "error:service-unavailable", "error:celery", "error:no-browsers-available",
  ]
}
