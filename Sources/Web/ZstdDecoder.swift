import CCurl

/// The content coding zstd (RFC 8878) with one or more frames and windows up to 8 MiB (RFC 9659).
final class ZstdDecoder: ContentDecoder {
  let name = "zstd"
  private let stream: OpaquePointer?
  private(set) var isComplete = false
  private var hasTrailingBytes = false

  init() {
    stream = ZSTD_createDStream()
    ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 23)
  }

  deinit { ZSTD_freeDStream(stream) }

  func decode(_ input: UnsafeRawBufferPointer, into body: inout BoundedBody) throws(BodyError) {
    guard let stream else { throw .damaged("out of memory") }
    guard let start = input.baseAddress, input.count > 0, !hasTrailingBytes else { return }
    var source = ZSTD_inBuffer(src: start, size: input.count, pos: 0)
    var isFull = false
    repeat {
      var result = 0
      let isBetweenFrames = isComplete
      _ = try body.append { (room, count) throws(BodyError) -> Int in
        var out = ZSTD_outBuffer(dst: room, size: count, pos: 0)
        result = ZSTD_decompressStream(stream, &out, &source)
        isFull = out.pos == count
        return out.pos
      }
      if ZSTD_isError(result) != 0 {
        // Bytes after the last frame are ignored, as after the end of other codings.
        if isBetweenFrames {
          hasTrailingBytes = true
          return
        }
        throw .damaged("invalid zstd data: \(String(cString: ZSTD_getErrorName(result)))")
      }
      isComplete = result == 0
    } while source.pos < source.size || (isFull && !isComplete)
  }
}
