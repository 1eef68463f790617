import Basics

/// A file of another program.
package enum ForeignFile {
  /// The largest file that is read; a backup contains what was captured of pages.
  package static let maximumBytes = 256 << 20
  /// The largest file that is not an archive.
  private static let maximumTextBytes = 32 << 20
  /// The number of bytes by which a format is recognized.
  private static let beginning = 64 << 10

  /// Reads the records of a file.
  /// - Parameters:
  ///   - bytes: The content. A page or a server may have made it.
  ///   - name: The name of the file, for messages.
  ///   - format: The format; nil to recognize it.
  package static func read(
    _ bytes: [UInt8], name: String, format: ImportFormat? = nil
  ) throws(ImportError) -> ImportResult {
    let isArchive = bytes.starts(with: Array("PK".utf8))
    guard isArchive || bytes.count <= maximumTextBytes else {
      throw ImportError("the file is larger than 32 MB")
    }
    guard let format = format ?? recognize(bytes) else {
      throw ImportError(
        "the format is not recognized; --from names it: "
          + ImportFormat.allCases.map(\.rawValue).joined(separator: ", "))
    }
    switch format {
    case .opml: return try OPMLImport.read(bytes)
    case .urlwatch, .webchanges: return JobListImport.read(bytes, file: name, format: format)
    case .changedetection:
      return try isArchive
        ? ChangeDetectionImport.read(zip: bytes) : ChangeDetectionImport.read(json: bytes)
    case .html2rss: return try HTML2RSSImport.read(bytes, file: name)
    case .newsboat: return try AddressListImport.read(bytes)
    }
  }

  /// Returns the format of a file by its content; nil if it has none of them.
  static func recognize(_ bytes: [UInt8]) -> ImportFormat? {
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) { return .changedetection }
    let start = String(decoding: bytes.prefix(beginning).filter { $0 != 0 }, as: UTF8.self)
    let text = start.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
    if text.first == "<" { return text.lowercased().contains("<opml") ? .opml : nil }
    if text.first == "{", let next = text.dropFirst().first(where: { !$0.isWhitespace }),
      next == "\"" || next == "}"
    {
      return .changedetection
    }
    let lines = text.split(whereSeparator: \.isNewline)
    if lines.contains(where: {
      $0.prefixMatch(of: /(channel|feeds|selectors|auto_source)\s*:(\s|$)/) != nil
    }) {
      return .html2rss
    }
    if lines.contains(where: {
      $0.prefixMatch(of: /[-{\s]*["']?(url|name|kind|navigate|command|filters?)["']?\s*:(\s|$)/)
        != nil
    }) {
      return .urlwatch
    }
    let isList = lines.contains {
      $0.prefixMatch(of: /"?(https?|exec|query|filter|file|gopher|gemini):|\|/) != nil
    }
    return isList ? .newsboat : nil
  }
}
