import Basics

/// An image of an article that the entry contains as a file.
package struct EntryMedium: Hashable, Sendable {
  /// The address from which it was fetched.
  package var address: String
  package var kind: ImageKind
  package var bytes: [UInt8]
  /// The description of the image.
  package var title: String?

  /// Returns nil if the bytes are no image of a known kind.
  package init?(address: String, bytes: [UInt8], title: String? = nil) {
    guard let kind = ImageKind(bytes) else { return nil }
    self.address = address
    self.kind = kind
    self.bytes = bytes
    self.title = title
    let digits = ContentDigest(bytes).hexadecimal.prefix(EntryMedium.digits)
    name = "\(EntryMedium.prefix)\(digits).\(kind.rawValue)"
  }

  private static let prefix = "media-"
  /// The number of digits of the hash in a name.
  private static let digits = 24

  /// Whether an image of an entry can have this name.
  static func isName(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) else { return false }
    let parts = name.dropFirst(prefix.count).split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].utf8.count == digits
      && parts[0].utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
      && ImageKind(rawValue: String(parts[1])) != nil
  }

  /// The name of the file, which is that of the content.
  package let name: String
}

/// A kind of image that is kept, recognized by its first bytes (WHATWG MIME Sniffing, 6.1; AVIF 1.1). The
/// raw value is the extension of file names. SVG is none of them, because it can contain scripts.
package enum ImageKind: String, Hashable, Sendable {
  case avif, gif
  case jpeg = "jpg"
  case png, webp

  package init?(_ bytes: [UInt8]) {
    let type = bytes.dropFirst(8)
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) {
      self = .gif
    } else if bytes.starts(with: "RIFF".utf8), type.starts(with: "WEBPVP".utf8) {
      self = .webp
    } else if bytes.dropFirst(4).starts(with: "ftyp".utf8),
      type.starts(with: "avif".utf8) || type.starts(with: "avis".utf8)
    {
      self = .avif
    } else {
      return nil
    }
  }

  package var mediaType: String { self == .jpeg ? "image/jpeg" : "image/\(rawValue)" }
}
