/// File formats that servers deliver in place of a page, recognized by their first bytes (WHATWG MIME
/// Sniffing, section 6; RFC 8118 for PDF). The raw value describes a file of the format.
package enum FileSignature: String, CaseIterable, Sendable {
  case pdf = "a PDF document"
  case png = "a PNG image"
  case jpeg = "a JPEG image"
  case gif = "a GIF image"
  case zip = "a ZIP archive or an office document"
  case gzip = "a gzip archive"
  case compoundFile = "an office document"
  /// JSON, which a feed can be.
  case json = "data"

  /// Recognizes a format; nil for what may be a page.
  package init?(_ bytes: [UInt8]) {
    let formats = FileSignature.allCases
    if let format = formats.first(where: { $0.magic.map(bytes.starts(with:)) ?? false }) {
      self = format
    } else if let first = bytes.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    {
      self = .json
    } else {
      return nil
    }
  }

  /// The bytes with which a file of the format begins.
  private var magic: [UInt8]? {
    switch self {
    case .pdf: Array("%PDF-".utf8)
    case .png: [0x89, 0x50, 0x4E, 0x47]
    case .jpeg: [0xFF, 0xD8, 0xFF]
    case .gif: Array("GIF8".utf8)
    case .zip: [0x50, 0x4B, 0x03, 0x04]
    case .gzip: [0x1F, 0x8B]
    case .compoundFile: [0xD0, 0xCF, 0x11, 0xE0]
    case .json: nil
    }
  }
}
