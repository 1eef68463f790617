/// File formats that servers deliver in place of a page, recognized by their first bytes.
enum FileSignature: String {
  case pdf = "a PDF document"
  case archive = "an archive"
  case image = "an image"
  case data = "data"

  init?(_ bytes: [UInt8]) {
    func begins(_ magic: [UInt8]) -> Bool { bytes.starts(with: magic) }
    if begins(Array("%PDF-".utf8)) {
      self = .pdf
    } else if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x1F, 0x8B]) {
      self = .archive
    } else if begins([0x89, 0x50, 0x4E, 0x47]) || begins([0xFF, 0xD8, 0xFF])
      || begins(Array("GIF8".utf8))
    {
      self = .image
    } else if let first = bytes.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    {
      self = .data
    } else {
      return nil
    }
  }
}
