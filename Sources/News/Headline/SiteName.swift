/// Removal of the site's name from titles.
enum SiteName {
  /// The maximum length of a title, in bytes.
  static let maximumLength = 800

  private static let separators: [String] = [
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " › ", " ‹ ", " « ", " / ", " > ",
    " ~ ", " ㅣ ", "ㅣ", "|", "｜", " // ", " --", "--",
  ]

  /// Returns the names that a host suggests: for `www.example.org`, `example.org` and `example`.
  static func names(in host: String) -> [String] {
    let labels = host.split(separator: ".")
    guard labels.count >= 2 else { return [host] }
    let bare = labels.first == "www" ? labels.dropFirst() : labels[...]
    return [
      host, bare.joined(separator: "."), labels.suffix(2).joined(separator: "."),
      String(labels[labels.count - 2]),
    ] + (labels.count > 2 ? [String(labels[labels.count - 3])] : [])
  }

  /// Removes a section that precedes the site's name without a space, as in Korean titles:
  /// `…커졌다-정치`.
  private static func withoutSection(_ title: String) -> String {
    guard let mark = title.lastIndex(where: { $0 == "-" || $0 == "_" }) else { return title }
    let section = title[title.index(after: mark)...]
    let isSection =
      (2...6).contains(section.count)
      && section.unicodeScalars.allSatisfy { $0.value >= 0x2E80 && $0.properties.isAlphabetic }
    return isSection ? String(title[..<mark]) : title
  }

  /// Returns a title without the site's name.
  ///
  /// - Parameters:
  ///   - sites: names of the site or its publisher.
  ///   - shown: the words of visible headings; the part of the title that equals one is the
  ///     headline.
  static func strip(_ title: String, sites: [String], shown: [[UInt64]]) -> String {
    strip(title, names: sites.map { TextSimilarity.words($0) }, shown: shown)
  }

  /// Returns a title without the site's name.
  ///
  /// - Parameter names: the words of names of the site.
  static func strip(_ title: String, names: [[UInt64]], shown: [[UInt64]]) -> String {
    let whole = TextSimilarity.words(title)
    if shown.contains(whole) { return title }
    var parts = [title]
    var best = title
    for separator in separators where title.utf8.containsBytes(separator.utf8) {
      let pieces = title.split(separator: separator, omittingEmptySubsequences: true)
      guard pieces.count > 1, pieces.count <= 12 else { continue }
      parts += pieces.map(String.init)
      // A start or an end of the title that equals a visible heading is the headline.
      for cut in 1..<pieces.count {
        let head = pieces[..<cut].joined(separator: separator)
        let tail = pieces[cut...].joined(separator: separator)
        if shown.contains(TextSimilarity.words(head)) { return head }
        if shown.contains(TextSimilarity.words(tail)) { return tail }
      }
      if let last = pieces.last,
        names.contains(where: { isName($0, TextSimilarity.words(String(last))) })
      {
        best = withoutSection(pieces.dropLast().joined(separator: separator))
        return strip(best, names: names, shown: shown)
      }
      if let first = pieces.first, names.contains(TextSimilarity.words(String(first))) {
        best = pieces.dropFirst().joined(separator: separator)
        return strip(best, names: names, shown: shown)
      }
    }
    return best
  }
}

extension SiteName {
  /// Returns the starts and ends of a title between its separators.
  ///
  /// - Parameter colon: whether a colon is a separator.
  static func parts(of title: String, colon: Bool = true) -> [String] {
    var parts: [String] = []
    for separator in separators + (colon ? [": "] : [])
    where title.utf8.containsBytes(separator.utf8) {
      let pieces = title.split(separator: separator, omittingEmptySubsequences: true)
      guard pieces.count > 1, pieces.count <= 8 else { continue }
      for cut in 1..<pieces.count {
        parts.append(pieces[..<cut].joined(separator: separator))
        parts.append(pieces[cut...].joined(separator: separator))
      }
    }
    return parts
  }

  /// Returns the last part of a title if its letters are part of the name of the host.
  static func end(of title: String, like host: String) -> String? {
    let bytes = Array(title.utf8)
    guard let start = startOfEnd(bytes) else { return nil }
    var letters: [UInt8] = []
    for byte in bytes[start...] {
      let small = byte | 0x20
      let isLetter = small >= 0x61 && small <= 0x7A && byte < 0x80
      if isLetter || byte >= 0x30 && byte <= 0x39 { letters.append(isLetter ? small : byte) }
    }
    guard letters.count >= 4 else { return nil }
    let labels = host.utf8.filter { $0 != UInt8(ascii: "-") }.split(separator: UInt8(ascii: "."))
    return labels.dropLast().contains { Array($0).containsBytes(letters) }
      ? String(decoding: bytes[start...], as: UTF8.self) : nil
  }

  /// Returns the start of the last part of a title, if that is short: after a bar, a dash or a dot
  /// between spaces.
  private static func startOfEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.count <= maximumLength else { return nil }
    for i in stride(from: bytes.count - 1, through: max(4, bytes.count - 40), by: -1)
    where bytes[i] == 0x20 {
      for mark in marks where bytes[..<i].suffix(mark.count).elementsEqual(mark) { return i + 1 }
    }
    return nil
  }

  private static let marks: [[UInt8]] = [" |", " -", " –", " —", " ·"].map { Array($0.utf8) }

  /// Returns a heading without the name of the site at its end.
  static func withoutEnd(_ heading: String, sites: [String]) -> String {
    for separator in [" | ", " – ", " — ", " - ", "｜"]
    where heading.utf8.containsBytes(separator.utf8) {
      let pieces = heading.split(separator: separator, omittingEmptySubsequences: true)
      guard pieces.count > 1, let last = pieces.last else { continue }
      let words = TextSimilarity.words(last)
      if sites.contains(where: { TextSimilarity.words($0) == words }) {
        return pieces.dropLast().joined(separator: separator)
      }
    }
    return heading
  }

  /// Whether words are the site's name with at most two more words.
  fileprivate static func isName(_ name: [UInt64], _ words: [UInt64]) -> Bool {
    !words.isEmpty && !name.isEmpty && words.count <= name.count + 1 && words.starts(with: name)
  }
}
