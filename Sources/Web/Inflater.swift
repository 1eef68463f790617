import CCurl

/// The codings gzip (RFC 1952, several members included) and deflate (RFC 1950, or the bare
/// RFC 1951 that some servers send under that name).
final class Inflater: ContentDecoder {
  enum Wrapping: String { case gzip, deflate }

  let wrapping: Wrapping
  // In memory of its own: zlib remembers where the stream lies.
  private let stream: UnsafeMutablePointer<z_stream>
  private var begun = false
  private(set) var isComplete = false
  /// A member was complete, and this is perhaps another.
  private var isFurther = false
  private var isOver = false

  var name: String { wrapping.rawValue }

  init(_ wrapping: Wrapping) {
    self.wrapping = wrapping
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
  }

  deinit {
    if begun { inflateEnd(stream) }
    stream.deallocate()
  }

  func decode(_ input: UnsafeRawBufferPointer, into body: inout BoundedBody) throws(BodyFault) {
    guard let start = input.baseAddress, input.count > 0, !isOver else { return }
    if !begun { try begin(first: input[0]) }
    let bytes = UnsafeMutablePointer(mutating: start.assumingMemoryBound(to: UInt8.self))
    stream.pointee.next_in = bytes
    stream.pointee.avail_in = UInt32(input.count)
    repeat {
      if isComplete {
        guard beginsMember else {
          isOver = true
          return
        }
        nextMember()
      }
      var code = Z_OK
      let stream = stream
      let written = try body.append { (room, count) throws(BodyFault) -> Int in
        stream.pointee.next_out = room.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(count)
        code = inflate(stream, Z_NO_FLUSH)
        return count - Int(stream.pointee.avail_out)
      }
      switch code {
      case Z_STREAM_END: isComplete = true
      case Z_OK: break
      case Z_BUF_ERROR where written == 0: return
      case Z_DATA_ERROR where isFurther && stream.pointee.total_out == 0:
        // No member after all.
        (isComplete, isOver) = (true, true)
        return
      default: throw .damaged("damaged \(name): \(message)")
      }
      // More output may wait inside even when the input is used up.
    } while stream.pointee.avail_in > 0 || (!isComplete && stream.pointee.avail_out == 0)
  }

  private func begin(first: UInt8) throws(BodyFault) {
    // A zlib header's first byte is the method (8) below the window size (at most 7).
    let isZlib = first & 0x0f == 8 && first >> 4 <= 7
    let bits: Int32 = wrapping == .gzip ? 15 + 16 : isZlib ? 15 : -15
    guard inflate_begin(stream, bits) == Z_OK else { throw .damaged("out of memory") }
    begun = true
  }

  /// Bytes after the end: another member of a gzip body, or something that is passed over, as
  /// browsers do. Servers that pad, or write a comment behind a page kept compressed, are many.
  private var beginsMember: Bool {
    wrapping == .gzip && stream.pointee.next_in.pointee == 0x1f
  }

  private func nextMember() {
    inflateReset(stream)
    (isComplete, isFurther) = (false, true)
  }

  private var message: String {
    stream.pointee.msg.map { String(cString: $0) } ?? "no further reason"
  }
}
