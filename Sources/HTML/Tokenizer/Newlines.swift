/// Text with a line feed for each carriage return and for each pair of the two (HTML standard,
/// 13.2.3.5, by the Infra standard's "normalize newlines"). Copied only where there is one and
/// somebody else holds the array.
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
    // Both stay within the buffer: what is written is never ahead of what was read.
    var from = first
    var written = first
    while from < count {
      // At a carriage return.
      base[written] = UInt8(ascii: "\n")
      written += 1
      from += 1
      if from < count, base[from] == UInt8(ascii: "\n") { from += 1 }
      let next = scan(base, from: from, end: count, cr)
      (base + written).update(from: base + from, count: next - from)
      written += next - from
      from = next
    }
    return written
  }
  text.removeLast(text.count - written)
  return text
}
