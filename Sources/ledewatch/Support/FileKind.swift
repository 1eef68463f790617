/// File formats that are not pages, recognized by their first bytes (WHATWG MIME Sniffing 6; RFC 8118 for
/// PDF).
enum FileKind {
  /// Returns the format as a noun phrase; nil if the bytes may be a page.
  static func name(of bytes: [UInt8]) -> String? {
    kinds.first { bytes.starts(with: $0.signature) }?.name
  }

  private static let kinds: [(signature: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "a PDF document"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office document"),
    ([0x1F, 0x8B, 0x08], "a gzip file"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an office document"),
  ]
}
