import CZlib

/// Compression by gzip (RFC 1952) for files and stored texts, and the expansion of what it contains.
package enum Gzip {
  /// zlib counts in 32 bits, so larger input and output is passed in parts.
  private static let maximumPart = 1 << 30

  /// Compresses bytes into one member without a name or time, so that equal input has equal output.
  package static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard gzip_deflate_begin(&stream) == Z_OK else {
      preconditionFailure("zlib is out of memory or of another version than its header")
    }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return bytes.withUnsafeBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        var read = 0
        var code = Z_OK
        while code == Z_OK || code == Z_BUF_ERROR {
          let part = min(input.count - read, maximumPart)
          let room = min(bound - count, maximumPart)
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

  /// Returns the content of one or more members (RFC 1952, 2.2); nil if they are damaged, incomplete,
  /// followed by something else, or larger than a number of bytes.
  package static func expand(_ bytes: [UInt8], maximumBytes: Int) -> [UInt8]? {
    expand(bytes, maximumBytes: maximumBytes, hasMembers: true, begin: gzip_inflate_begin)
  }

  /// Returns the content of a deflated stream without a header (RFC 1951); nil if it is damaged, incomplete,
  /// followed by something else, or larger than a number of bytes.
  package static func inflate(_ bytes: [UInt8], maximumBytes: Int) -> [UInt8]? {
    expand(bytes, maximumBytes: maximumBytes, hasMembers: false, begin: raw_inflate_begin)
  }

  private static func expand(
    _ bytes: [UInt8], maximumBytes: Int, hasMembers: Bool,
    begin: (UnsafeMutablePointer<z_stream>?) -> Int32
  ) -> [UInt8]? {
    guard !bytes.isEmpty, bytes.count <= maximumPart else { return nil }
    var stream = z_stream()
    guard begin(&stream) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(maximumBytes + 1, 1 << 16))
    return bytes.withUnsafeBufferPointer { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress!)
      stream.avail_in = UInt32(input.count)
      var code = Z_OK
      while code == Z_OK {
        let written = buffer.withUnsafeMutableBufferPointer { room in
          stream.next_out = room.baseAddress!
          stream.avail_out = UInt32(room.count)
          code = CZlib.inflate(&stream, Z_NO_FLUSH)
          return room.count - Int(stream.avail_out)
        }
        content += buffer.prefix(written)
        if content.count > maximumBytes { return nil }
        if code == Z_STREAM_END, hasMembers, stream.avail_in > 0 { code = inflateReset(&stream) }
      }
      return code == Z_STREAM_END && stream.avail_in == 0 ? content : nil
    }
  }
}
