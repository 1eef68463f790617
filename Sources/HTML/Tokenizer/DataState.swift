// Data, tag open, end tag open and markup declaration open states (13.2.5.1, 6, 7, 42).

extension Tokenizer {
  /// Data state, for as long as it lasts.
  mutating func data() {
    var start = at
    var look = at
    while true {
      look = scan(input, from: look, end: count, UInt8(ascii: "<"), UInt8(ascii: "&"), 0)
      guard look < count else {
        at = count
        characters(from: start, to: count)
        return
      }
      switch byte(look) {
      case UInt8(ascii: "<"):
        guard look + 1 < count else {
          look += 1
          continue
        }
        let next = byte(look + 1)
        if isLetter(next) {
          characters(from: start, to: look)
          at = look
          startTag()
        } else if next == UInt8(ascii: "/") {
          guard look + 2 < count else {
            look += 2
            continue
          }
          characters(from: start, to: look)
          at = look
          endTagOpen()
        } else if next == UInt8(ascii: "!") {
          characters(from: start, to: look)
          at = look + 2
          markupDeclarationOpen()
        } else if next == UInt8(ascii: "?") {
          characters(from: start, to: look)
          at = look + 1
          bogusComment(source: look)
        } else {
          // A character like any other.
          look += 1
          continue
        }
        if sink.state != .data || sink.store.cut != nil { return }
        start = at
        look = at
      case UInt8(ascii: "&"):
        guard mayBeReference(look + 1),
          let reference = reference(after: look + 1, inAttribute: false)
        else {
          look += 1
          continue
        }
        characters(from: start, to: look)
        emit(reference, source: look)
        start = at
        look = at
        if sink.store.cut != nil { return }
      default:
        characters(from: start, to: look)
        sink.nul(source: look)
        look += 1
        start = look
        at = look
      }
    }
  }

  /// End tag open state; `at` is at the `<`, and there is a byte after the `/`.
  @inline(__always)
  private mutating func endTagOpen() {
    let next = byte(at + 2)
    if isLetter(next) {
      endTag()
    } else if next == UInt8(ascii: ">") {
      at += 3
    } else {
      let source = at
      at += 2
      bogusComment(source: source)
    }
  }

  /// Markup declaration open state; `at` is after `<!`.
  @inline(never)
  private mutating func markupDeclarationOpen() {
    let source = at - 2
    if matches("--", at: at) {
      at += 2
      comment(source: source)
    } else if matches("doctype", at: at) {
      at += 7
      doctype(source: source)
    } else if sink.allowsCDATA, isCDATA(at) {
      at += 7
      sink.state = .cdata
    } else {
      bogusComment(source: source)
    }
  }

  private func isCDATA(_ offset: Int) -> Bool {
    // Its letters are capitals, so `matches` will not do.
    let letters: StaticString = "[CDATA["
    guard offset + 7 <= count else { return false }
    for index in 0..<7 where byte(offset + index) != letters.utf8Start[index] { return false }
    return true
  }
}
