/// Text with a line feed for each carriage return and for each pair of the two (HTML standard,
/// 13.2.3.5, via the Infra standard's "normalize newlines"); the same array where there is none.
func normalizedNewlines(_ text: [UInt8]) -> [UInt8] {
  text.withUnsafeBufferPointer { input -> [UInt8]? in
    guard let base = input.baseAddress else { return nil }
    let cr = UInt8(ascii: "\r")
    let count = input.count
    var from = scan(base, from: 0, end: count, cr, cr)
    guard from < count else { return nil }
    // No more is written than is read, so `count` bytes are room enough.
    return [UInt8](unsafeUninitializedCapacity: count) { output, written in
      guard let out = output.baseAddress else { return }
      out.update(from: base, count: from)
      written = from
      while from < count {
        // At a carriage return.
        out[written] = UInt8(ascii: "\n")
        written += 1
        from += 1
        if from < count, base[from] == UInt8(ascii: "\n") { from += 1 }
        let next = scan(base, from: from, end: count, cr, cr)
        (out + written).update(from: base + from, count: next - from)
        written += next - from
        from = next
      }
    }
  } ?? text
}
