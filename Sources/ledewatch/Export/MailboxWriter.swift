import Basics
import Foundation
import Ledger
import Notifications
import Settings

/// A mailbox in the format mboxrd (RFC 4155 with reversible quoting): one mail for each article.
struct MailboxWriter: ExportWriter {
  private static let address = "ledewatch@localhost"
  private static let mail = Mail(from: address, to: [address], by: .program([]))

  func add(_ article: ArchivedArticle, packed: [UInt8], record: [UInt8]) -> [UInt8] {
    let event = Event(
      kind: article.event, source: article.source, deliveryKey: article.entry,
      at: article.archived, record: record)
    let head = "From \(MailboxWriter.address) \(MailboxWriter.time(article.archived))\n"
    let message = MailMessage(MailboxWriter.mail, event).bytesWithLineFeeds
    return Array(head.utf8) + MailboxWriter.quoted(message) + [UInt8(ascii: "\n")]
  }

  /// Returns a message whose lines do not begin with “From ”, and that ends with a line break.
  static func quoted(_ message: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    let from = Array("From ".utf8)
    var lines = message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      if line.drop(while: { $0 == UInt8(ascii: ">") }).starts(with: from) {
        out.append(UInt8(ascii: ">"))
      }
      out += line
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  /// Returns a time in UTC as `asctime` of C writes it.
  static func time(_ time: Timestamp) -> String {
    var seconds = time_t(time.wholeSeconds)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 64)
    asctime_r(&parts, &text)
    return String(decoding: text.prefix { $0 != 0 && $0 != 10 }.map { UInt8($0) }, as: UTF8.self)
  }
}
