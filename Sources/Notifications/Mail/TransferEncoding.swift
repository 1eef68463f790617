import Foundation

/// A text in a body part of a mail, and its encoding (RFC 2045, 6).
struct TransferEncoding {
  /// The value of Content-Transfer-Encoding.
  let name: String
  /// Lines of at most 76 printable ASCII characters, with CRLF line ends.
  let text: String

  /// Creates the encoded form of a text: quoted-printable if most of it is ASCII, and base64 if not.
  init(_ text: String) {
    let lines = text.replacing("\r\n", with: "\n").split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r" })
    let foreign = text.utf8.count { $0 >= 0x80 }
    if foreign * 3 < text.utf8.count || text.isEmpty {
      name = "quoted-printable"
      self.text = lines.map(TransferEncoding.quotedPrintable).joined(separator: "\r\n") + "\r\n"
    } else {
      name = "base64"
      let data = Data(lines.joined(separator: "\r\n").utf8)
      let options: Data.Base64EncodingOptions = [
        .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
      ]
      self.text = data.base64EncodedString(options: options) + "\r\n"
    }
  }

  /// Returns a line in quoted-printable with soft line breaks.
  private static func quotedPrintable(_ line: Substring) -> String {
    var result: [UInt8] = []
    var column = 0
    let bytes = Array(line.utf8)
    for (index, byte) in bytes.enumerated() {
      let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
      let isInnerSpace = (byte == 0x20 || byte == 0x09) && index < bytes.count - 1
      // The last column is kept for the “=” of a soft line break.
      if column + (isPlain || isInnerSpace ? 1 : 3) > 75 {
        result += "=\r\n".utf8
        column = 0
      }
      // Servers and mailboxes treat a dot and “From” at the beginning of a line in other ways.
      let isSpecial = column == 0 && ".F".utf8.contains(byte)
      let encoded = isPlain && !isSpecial || isInnerSpace ? [byte] : TransferEncoding.escape(byte)
      result += encoded
      column += encoded.count
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
