// Script data states (13.2.5.4 and 15 to 31).

extension Tokenizer {
  /// The script data state, apart from the states within `<` and `-` sequences.
  private enum Escape {
    /// Script data state.
    case none
    /// Script data escaped state: after `<!--`.
    case single
    /// Script data double escaped state: after `<!-- <script`.
    case double
  }

  /// Script data state, up to the end tag. All other content is text, which only NULLs divide.
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

  /// Dash states: two or more dashes and a `>` end the escaped state. Returns the offset to
  /// continue at.
  private func offsetAfterDashes(_ offset: Int, _ escape: inout Escape) -> Int {
    var end = offset + 1
    while end < count, byte(end) == UInt8(ascii: "-") { end += 1 }
    if end - offset >= 2, end < count, byte(end) == UInt8(ascii: ">") {
      escape = .none
      end += 1
    }
    return end
  }

  /// Less-than sign states if there is no end tag. Returns the offset to continue at.
  private func offsetAfterLessThanSign(_ offset: Int, _ escape: inout Escape) -> Int {
    switch escape {
    case .none:
      // Script data escape start states. The dash states process the dashes.
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

  /// Whether `script` and the end of a tag name are at an offset.
  private func isScriptName(_ offset: Int) -> Bool {
    guard matches("script", at: offset), offset + 6 < count else { return false }
    let end = byte(offset + 6)
    return isWhitespace(end) || end == UInt8(ascii: "/") || end == UInt8(ascii: ">")
  }
}
