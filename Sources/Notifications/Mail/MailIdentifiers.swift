import Basics
import Dates
import Spool

/// The ids of a mail, which are the same for all attempts: by them, mail programs recognize a repeated
/// mail, put the revisions of an article in one thread, and sort by source.
struct MailIdentifiers {
  let messageID: String
  /// The id of the mail of the article's first revision; nil if this is that mail, or if the event is
  /// none of an article.
  let firstMessageID: String?
  /// The id of the source's list (RFC 2919), without brackets.
  let listID: String

  /// - Parameter sender: the mail address whose domain the ids have.
  init(_ event: Event, _ document: EntryDocument?, sender: String) {
    let domain = "ledewatch." + (sender.split(separator: "@").last ?? "invalid")
    let source = MailIdentifiers.atom(event.source)
    let id = MailIdentifiers.atom(document?.id ?? event.deliveryKey)
    func messageID(_ what: String) -> String { "<\(id)-\(what).\(source)@\(domain)>" }
    let first = messageID("r1")
    switch event.kind {
    case .new, .revised:
      self.messageID = messageID("r\(max(1, document?.details.revision ?? 1))")
    default:
      self.messageID = messageID(
        "\(event.kind.rawValue)-\(RFC3339.compactString(from: event.at))")
    }
    let isOfArticle = [.new, .revised, .withdrawn, .restored].contains(event.kind)
    firstMessageID = isOfArticle && first != self.messageID ? first : nil
    listID = "\(source).\(domain)"
  }

  /// The ids of a mail with several events. Only mails of one source belong to the list of it.
  init(_ digest: EventDigest, sender: String) {
    let domain = "ledewatch." + (sender.split(separator: "@").last ?? "invalid")
    messageID = "<\(MailIdentifiers.atom(digest.key))@\(domain)>"
    firstMessageID = nil
    listID = "\(MailIdentifiers.atom(digest.source ?? "digest")).\(domain)"
  }

  /// Returns a text as a part of a dot-atom (RFC 5322, 3.2.3): other characters than letters, digits,
  /// “_”, “-” and single inner dots become “-”.
  private static func atom(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8.prefix(100) {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): bytes.append(byte)
      case UInt8(ascii: ".") where !bytes.isEmpty && bytes.last != byte: bytes.append(byte)
      default: bytes.append(UInt8(ascii: "-"))
      }
    }
    if bytes.last == UInt8(ascii: ".") { bytes[bytes.count - 1] = UInt8(ascii: "-") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
