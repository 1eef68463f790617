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
  mutating func scriptData() {
    var start = at
    var look = at
    var escape = Escape.none
    while true {
      look =
        escape == .none
        ? scan(input, from: look, end: count, UInt8(ascii: "<"), 0)
        : scan(input, from: look, end: count, UInt8(ascii: "<"), UInt8(ascii: "-"), 0)
      guard look < count else { break }
      switch byte(look) {
      case 0:
        characters(from: start, to: look)
        replacement(source: look)
        look += 1
        start = look
      case UInt8(ascii: "-"):
        look = afterDashes(look, &escape)
      default:
        if escape != .double, isAppropriateEndTag(look) {
          characters(from: start, to: look)
          at = look
          endTag()
          return
        }
        look = afterLessThan(look, &escape)
      }
    }
    at = count
    characters(from: start, to: count)
  }

  /// The dash states: two dashes or more and `>` end an escape.
  private func afterDashes(_ offset: Int, _ escape: inout Escape) -> Int {
    var end = offset + 1
    while end < count, byte(end) == UInt8(ascii: "-") { end += 1 }
    if end - offset >= 2, end < count, byte(end) == UInt8(ascii: ">") {
      escape = .none
      end += 1
    }
    return end
  }

  /// The less-than sign states where no end tag follows; gives the offset to go on from.
  private func afterLessThan(_ offset: Int, _ escape: inout Escape) -> Int {
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
