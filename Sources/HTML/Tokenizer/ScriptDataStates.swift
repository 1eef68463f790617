// Script data states (13.2.5.4, 15 to 31).

extension Tokenizer {
  /// Where in the script states we are between `<` and `-`.
  private enum Escape {
    /// Script data state.
    case none
    /// Script data escaped state: after `<!--`.
    case single
    /// Script data double escaped state: after `<!-- <script`.
    case double
  }

  /// Script data state up to the end tag. All that is not the end tag is text, so only NULs divide
  /// it.
  mutating func tokenizeScriptData() {
    var start = position
    var cursor = position
    var escape = Escape.none
    while true {
      cursor =
        escape == .none
        ? scan(input, from: cursor, end: count, UInt8(ascii: "<"), 0)
        : scan(input, from: cursor, end: count, UInt8(ascii: "<"), UInt8(ascii: "-"), 0)
      guard cursor < count else { break }
      switch byte(cursor) {
      case 0:
        emitCharacters(from: start, to: cursor)
        emitReplacement(sourceOffset: cursor)
        cursor += 1
        start = cursor
      case UInt8(ascii: "-"):
        cursor = offsetAfterDashes(cursor, &escape)
      default:
        if escape != .double, isAppropriateEndTag(cursor) {
          emitCharacters(from: start, to: cursor)
          position = cursor
          tokenizeEndTag()
          return
        }
        cursor = offsetAfterLessThanSign(cursor, &escape)
      }
    }
    position = count
    emitCharacters(from: start, to: count)
  }

  /// The dash states: two dashes or more and `>` end an escape.
  private func offsetAfterDashes(_ offset: Int, _ escape: inout Escape) -> Int {
    var end = offset + 1
    while end < count, byte(end) == UInt8(ascii: "-") { end += 1 }
    if end - offset >= 2, end < count, byte(end) == UInt8(ascii: ">") {
      escape = .none
      end += 1
    }
    return end
  }

  /// The less-than sign states where no end tag follows; gives the offset to go on from.
  private func offsetAfterLessThanSign(_ offset: Int, _ escape: inout Escape) -> Int {
    switch escape {
    case .none:
      // Script data escape start states. The dashes are left for the dash states.
      if matches("<!--", at: offset) {
        escape = .single
        return offset + 2
      }
    case .single:
      // Script data double escape start state.
      if isScriptName(offset + 1) { escape = .double }
    case .double:
      // Script data double escape end state.
      if offset + 1 < count, byte(offset + 1) == UInt8(ascii: "/"), isScriptName(offset + 2) {
        escape = .single
      }
    }
    return offset + 1
  }

  /// Whether `script` and an end of name are at an offset.
  private func isScriptName(_ offset: Int) -> Bool {
    guard matches("script", at: offset), offset + 6 < count else { return false }
    let end = byte(offset + 6)
    return isWhitespace(end) || end == UInt8(ascii: "/") || end == UInt8(ascii: ">")
  }
}
