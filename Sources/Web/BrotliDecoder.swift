import CCurl

/// The content coding br (RFC 7932). Its windows have at most 16 MiB.
final class BrotliDecoder: ContentDecoder {
  let name = "br"
  private let state: OpaquePointer?
  private(set) var isComplete = false

  init() {
    state = BrotliDecoderCreateInstance(nil, nil, nil)
  }

  deinit { BrotliDecoderDestroyInstance(state) }

  func decode(_ input: UnsafeRawBufferPointer, into body: inout BoundedBody) throws(BodyError) {
    guard let state else { throw .damaged("out of memory") }
    guard var next = input.baseAddress.map({ Optional($0.assumingMemoryBound(to: UInt8.self)) })
    else { return }
    var remaining = input.count
    var result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT
    repeat {
      // Bytes after the end are ignored, as browsers do.
      if isComplete { return }
      _ = try body.append { (room, count) throws(BodyError) -> Int in
        var free = count
        var out: UnsafeMutablePointer<UInt8>? = room.assumingMemoryBound(to: UInt8.self)
        result = BrotliDecoderDecompressStream(state, &remaining, &next, &free, &out, nil)
        return count - free
      }
      switch result {
      case BROTLI_DECODER_RESULT_SUCCESS: isComplete = true
      case BROTLI_DECODER_RESULT_ERROR:
        let reason = BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state))
        throw .damaged("invalid br data: \(reason.map { String(cString: $0) } ?? "")")
      default: break
      }
    } while remaining > 0 || result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT
  }
}
