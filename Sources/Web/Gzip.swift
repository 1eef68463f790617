import CCurl

/// gzip (RFC 1952) for files we write.
package enum Gzip {
  /// One member without name or time, so that equal input gives equal output.
  package static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard deflate_begin(&stream, Z_DEFAULT_COMPRESSION, 15 + 16) == Z_OK else {
      preconditionFailure("zlib has no memory left, or is not the zlib we were built with")
    }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return bytes.withUnsafeBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        var read = 0
        var code = Z_OK
        // zlib counts in 32 bits: in parts, for the input may be larger.
        while code == Z_OK || code == Z_BUF_ERROR {
          let part = min(input.count - read, 1 << 30)
          let room = min(bound - count, 1 << 30)
          stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + read) }
          stream.avail_in = UInt32(part)
          stream.next_out = output.baseAddress! + count
          stream.avail_out = UInt32(room)
          code = deflate(&stream, read + part == input.count ? Z_FINISH : Z_NO_FLUSH)
          read += part - Int(stream.avail_in)
          count += room - Int(stream.avail_out)
        }
      }
    }
  }

  /// What one or more members hold; nil for what is damaged, cut short, or larger than the limit.
  package static func expand(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    let inflater = Inflater(.gzip)
    var body = BoundedBody(bound: limit)
    let isSound = bytes.withUnsafeBytes { input in
      do {
        try inflater.decode(input, into: &body)
        return true
      } catch {
        return false
      }
    }
    guard isSound else { return nil }
    return inflater.isComplete ? body.bytes : nil
  }
}
