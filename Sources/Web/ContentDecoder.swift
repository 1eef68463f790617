import CCurl

/// Undoes one content coding (RFC 9110 8.4) while the body arrives.
///
/// libcurl 7.88 can do it too, but reports success for a body that ends early in its coding.
protocol ContentDecoder: AnyObject {
  /// Takes the next bytes received and appends what they decode to.
  func decode(_ input: UnsafeRawBufferPointer, into body: inout BoundedBody) throws(BodyFault)
  /// Whether the coding's end was reached, and nothing lies after it.
  var isComplete: Bool { get }
  /// The coding's name, for messages.
  var name: String { get }
}

/// Why a body is no good.
enum BodyFault: Error {
  case damaged(String)
  case tooLarge
}

/// A body that never grows beyond its bound.
struct BoundedBody {
  private(set) var bytes: [UInt8] = []
  let bound: Int

  init(bound: Int) { self.bound = bound }

  /// Makes room for the length announced, unless that is much: it may be a lie.
  mutating func expect(_ count: Int) {
    bytes.reserveCapacity(min(count, bound, 1 << 20))
  }

  /// What fits in is taken, and the rest is a fault.
  mutating func append(_ input: UnsafeRawBufferPointer) throws(BodyFault) {
    let room = bound - bytes.count
    take(UnsafeRawBufferPointer(rebasing: input.prefix(room)))
    if input.count > room { throw .tooLarge }
  }

  private mutating func take(_ input: UnsafeRawBufferPointer) {
    guard let start = input.baseAddress else { return }
    if bytes.capacity - bytes.count < input.count {
      bytes.reserveCapacity(max(2 * bytes.capacity, bytes.count + input.count))
    }
    bytes.append(addingCapacity: input.count) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        let room = UnsafeMutableRawPointer(buffer.baseAddress! + count)
        for offset in stride(from: 0, to: input.count, by: BoundedBody.piece) {
          let size = min(BoundedBody.piece, input.count - offset)
          (room + offset).copyMemory(from: start + offset, byteCount: size)
        }
        count += input.count
      }
    }
  }

  /// Bytes that are copied in one go: below what glibc begins to copy by `rep movsb` from (2 KiB),
  /// which was measured to be 4 % slower for pages of 40 kB, and a fifth of all instructions.
  private static let piece = 1024

  /// Appends what `fill` writes into the room it is given, and returns its count.
  /// The room is one byte more than the bound allows at most, so that an excess is seen.
  mutating func append(
    fill: (UnsafeMutableRawPointer, _ room: Int) throws(BodyFault) -> Int
  ) throws(BodyFault) -> Int {
    let room = min(32 << 10, bound - bytes.count + 1)
    if bytes.capacity - bytes.count < room {
      bytes.reserveCapacity(max(2 * bytes.capacity, bytes.count + room))
    }
    var written = 0
    try bytes.append(addingCapacity: room) { (span: inout OutputSpan<UInt8>) throws(BodyFault) in
      try span.withUnsafeMutableBufferPointer { (buffer, count) throws(BodyFault) in
        written = try fill(UnsafeMutableRawPointer(buffer.baseAddress! + count), room)
        count += written
      }
    }
    guard bytes.count <= bound else { throw .tooLarge }
    return written
  }
}

/// The content codings asked for, by the names they have on the wire.
enum ContentCoding {
  static let accepted = "gzip, deflate, br, zstd"

  /// The decoder for a Content-Encoding header's value; nil where there is nothing to undo. A name
  /// that is no coding ("none", "utf-8": seen in the wild) is passed over, as browsers do.
  static func decoder(for value: String) throws(BodyFault) -> (any ContentDecoder)? {
    var found: (any ContentDecoder)?
    for name in value.lowercased().split(whereSeparator: { $0 == "," || $0 == " " }) {
      let next: (any ContentDecoder)?
      switch name {
      case "gzip", "x-gzip": next = Inflater(.gzip)
      case "deflate": next = Inflater(.deflate)
      case "br": next = BrotliDecoder()
      case "zstd": next = ZstdDecoder()
      case "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip":
        throw .damaged("the content coding \(name) was not asked for")
      default: next = nil
      }
      guard found == nil || next == nil else {
        throw .damaged("two content codings, one upon the other: \(value)")
      }
      found = found ?? next
    }
    return found
  }
}
