import Glibc

/// Returns text with each carriage return, and each pair of carriage return and line feed, replaced
/// by a line feed (HTML standard, 13.2.3.5; Infra standard, "normalize newlines"). The array is
/// copied only if it contains a carriage return and has another owner.
func normalizedNewlines(_ text: consuming [UInt8]) -> [UInt8] {
  let cr = UInt8(ascii: "\r")
  let first = text.withUnsafeBufferPointer { input in
    input.baseAddress.map { scan($0, from: 0, end: input.count, cr) } ?? input.count
  }
  guard first < text.count else { return text }
  var text = text
  let written = text.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return 0 }
    let count = buffer.count
    // Both offsets stay within the buffer, because `written` never exceeds `from`.
    var from = first
    var written = first
    while from < count {
      // `from` is at a carriage return.
      base[written] = UInt8(ascii: "\n")
      written += 1
      from += 1
      if from < count, base[from] == UInt8(ascii: "\n") { from += 1 }
      let next =
        memchr(base + from, CInt(cr), count - from)
        .map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? count
      memmove(base + written, base + from, next - from)
      written += next - from
      from = next
    }
    return written
  }
  text.removeLast(text.count - written)
  return text
}
