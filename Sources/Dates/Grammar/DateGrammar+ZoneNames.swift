import struct Foundation.TimeZone

/// Names of zones in the IANA database: "Europe/London".
extension DateGrammar {
  /// The first parts of the names, in the folded form of their hash.
  private static let areas: Set<String> = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian",
    "Pacific", "Etc",
  ]
  private static let maximumNameLength = 40

  /// Removes the tokens of the first name of a zone behind a time and remembers its place.
  mutating func mergeZoneName() {
    guard let time = (0..<count).first(where: { tokens[$0].kind == .time }) else { return }
    for i in time + 1..<max(time + 1, min(count, time + 4))
    where isSymbol("/", at: i + 1) && tokens[i].kind == .word && !tokens[i + 1].followsSpace {
      let start = Int(tokens[i].start)
      guard Self.areas.contains(text(start..<Int(tokens[i].end))) else { continue }
      var end = Int(tokens[i].end)
      while end < bytes.count, end - start < Self.maximumNameLength, isPartOfName(bytes[end]) {
        end += 1
      }
      zoneName = start..<end
      for k in i..<count where Int(tokens[k].start) < end { tokens[k].kind = .merged }
      let isEnclosed = isSymbol("(", at: i - 1) || isSymbol("[", at: i - 1)
      if isEnclosed { tokens[i - 1].kind = .merged }
      return
    }
  }

  /// Returns the seconds east of UTC of a local time in the zone whose name stands in the text.
  func offset(ofNamedZoneAt date: PageDate) -> Int? {
    guard let zoneName, let zone = TimeZone(identifier: text(zoneName)) else { return nil }
    return date.utcOffset(in: zone)
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func isPartOfName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte &- 0x30 < 10
  }
}
