import CCurl

/// gzip (RFC 1952) for files.
package enum Gzip {
  /// Compresses to one member without name or time, so that equal input gives equal output.
  package static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard deflate_begin(&stream, Z_DEFAULT_COMPRESSION, 15 + 16) == Z_OK else {
      preconditionFailure("zlib is out of memory or not the version this program was built with")
    }
    defer { deflateEnd(&stream) }
    let maximum = Int(deflateBound(&stream, UInt(bytes.count)))
    return bytes.withUnsafeBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: maximum) { output, count in
        var consumed = 0
        var code = Z_OK
        // zlib counts in 32 bits, so that larger input is compressed in parts.
        while code == Z_OK || code == Z_BUF_ERROR {
          let part = min(input.count - consumed, 1 << 30)
          let room = min(maximum - count, 1 << 30)
          stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + consumed) }
          stream.avail_in = UInt32(part)
          stream.next_out = output.baseAddress! + count
          stream.avail_out = UInt32(room)
          code = deflate(&stream, consumed + part == input.count ? Z_FINISH : Z_NO_FLUSH)
          consumed += part - Int(stream.avail_in)
          count += room - Int(stream.avail_out)
        }
      }
    }
  }

  /// Returns the content of one or more members; nil if they are damaged, incomplete or expand to
  /// more than the maximum size.
  package static func expand(_ bytes: [UInt8], maximumSize: Int) -> [UInt8]? {
    let inflater = Inflater(.gzip)
    var body = BoundedBody(maximumSize: maximumSize)
    let isValid = bytes.withUnsafeBytes { input in
      do {
        try inflater.decode(input, into: &body)
        return true
      } catch {
        return false
      }
    }
    return isValid && inflater.isComplete ? body.bytes : nil
  }
}
