/// The host parser of the URL standard (3.5) for special schemes.
enum HostParser {
  /// Returns the serialized host; nil if the text is not a valid host.
  static func parse(_ text: [UInt8]) -> [UInt8]? {
    guard !text.isEmpty, text.count <= WebURL.maximumHostLength else { return nil }
    if text[0] == UInt8(ascii: "[") {
      guard text.last == UInt8(ascii: "]"), let address = IPv6Host(text.dropFirst().dropLast())
      else { return nil }
      return Array("[\(address)]".utf8)
    }
    if IPv4Host.isSerialized(text) { return text }
    guard let domain = DomainToASCII.convert(PercentEncoding.decode(text)), !domain.isEmpty,
      !domain.contains(where: isForbidden)
    else { return nil }
    guard IPv4Host.endsInNumber(domain) else { return domain }
    return IPv4Host(domain).map { Array("\($0)".utf8) }
  }

  /// Whether the byte is a forbidden domain code point (URL standard, 3.1).
  private static func isForbidden(_ byte: UInt8) -> Bool {
    if byte <= 0x20 || byte >= 0x7F { return true }
    switch byte {
    case UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: ":"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "@"),
      UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "^"),
      UInt8(ascii: "|"):
      return true
    default: return false
    }
  }
}
