import Basics

/// A parser of the lines that a mail server sends (RFC 5321, 4.2).
struct MailReplyParser {
  private var texts: [String] = []

  /// The length of the part of a reply that is kept, in characters, and of each of its lines in bytes.
  private static let (maximumLength, maximumLineBytes) = (300, 2000)

  /// Adds a line; returns the reply if the line completes one.
  mutating func add(_ line: some Collection<UInt8>) -> MailReply? {
    let text = String(decoding: line.prefix(MailReplyParser.maximumLineBytes), as: UTF8.self)
      .strippingControlCharacters()
    let digits = text.utf8.prefix(3)
    guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let code = Int(text.prefix(3))
    else { return nil }
    let rest = text.dropFirst(3)
    if texts.map(\.count).reduce(0, +) < MailReplyParser.maximumLength {
      texts.append(String(rest.dropFirst()))
    }
    guard rest.first != "-" else { return nil }
    let whole = texts.filter { !$0.isEmpty }.joined(separator: " ")
    texts = []
    return MailReply(code: code, text: whole.truncated(to: MailReplyParser.maximumLength))
  }
}
