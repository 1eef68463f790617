import CCurl

/// The content codings gzip (RFC 1952, with one or more members) and deflate (RFC 1950, or the bare
/// RFC 1951 that some servers send under that name).
final class Inflater: ContentDecoder {
  enum Wrapping: String { case gzip, deflate }

  let wrapping: Wrapping
  // Allocated separately, because zlib stores the address of the stream.
  private let stream: UnsafeMutablePointer<z_stream>
  private var hasBegun = false
  private(set) var isComplete = false
  /// Whether a complete member precedes the current one.
  private var isFurtherMember = false
  private var hasTrailingBytes = false

  var name: String { wrapping.rawValue }

  init(_ wrapping: Wrapping) {
    self.wrapping = wrapping
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
  }

  deinit {
    if hasBegun { inflateEnd(stream) }
    stream.deallocate()
  }

  func decode(_ input: UnsafeRawBufferPointer, into body: inout BoundedBody) throws(BodyError) {
    guard let start = input.baseAddress, input.count > 0, !hasTrailingBytes else { return }
    if !hasBegun { try begin(first: input[0]) }
    let bytes = UnsafeMutablePointer(mutating: start.assumingMemoryBound(to: UInt8.self))
    stream.pointee.next_in = bytes
    stream.pointee.avail_in = UInt32(input.count)
    repeat {
      if isComplete {
        guard beginsMember else {
          hasTrailingBytes = true
          return
        }
        nextMember()
      }
      var code = Z_OK
      let stream = stream
      let written = try body.append { (room, count) throws(BodyError) -> Int in
        stream.pointee.next_out = room.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(count)
        code = inflate(stream, Z_NO_FLUSH)
        return count - Int(stream.pointee.avail_out)
      }
      switch code {
      case Z_STREAM_END: isComplete = true
      case Z_OK: break
      case Z_BUF_ERROR where written == 0: return
      case Z_DATA_ERROR where isFurtherMember && stream.pointee.total_out == 0:
        // The bytes after the last member are not another member.
        (isComplete, hasTrailingBytes) = (true, true)
        return
      default: throw .damaged("invalid \(name) data: \(message)")
      }
      // zlib may hold more output after the input has been consumed.
    } while stream.pointee.avail_in > 0 || (!isComplete && stream.pointee.avail_out == 0)
  }

  private func begin(first: UInt8) throws(BodyError) {
    // The first byte of a zlib header has the method (8) and the window size (at most 7).
    let isZlib = first & 0x0f == 8 && first >> 4 <= 7
    let bits: Int32 = wrapping == .gzip ? 15 + 16 : isZlib ? 15 : -15
    guard inflate_begin(stream, bits) == Z_OK else { throw .damaged("out of memory") }
    hasBegun = true
  }

  /// Whether the bytes after the end of a member begin another member. Other bytes are ignored, as
  /// browsers do: many servers pad compressed pages or append a comment to them.
  private var beginsMember: Bool {
    wrapping == .gzip && stream.pointee.next_in.pointee == 0x1f
  }

  private func nextMember() {
    inflateReset(stream)
    (isComplete, isFurtherMember) = (false, true)
  }

  private var message: String {
    stream.pointee.msg.map { String(cString: $0) } ?? "no reason given"
  }
}
