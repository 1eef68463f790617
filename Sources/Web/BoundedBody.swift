/// A body that never exceeds a maximum size.
struct BoundedBody {
  private(set) var bytes: [UInt8] = []
  let maximumSize: Int

  init(maximumSize: Int) { self.maximumSize = maximumSize }

  /// Reserves memory for the announced length, but at most 1 MiB, because a server can announce any
  /// length.
  mutating func expect(_ count: Int) {
    bytes.reserveCapacity(min(count, maximumSize, 1 << 20))
  }

  /// Appends the bytes that fit, and throws if there are more.
  mutating func append(_ input: UnsafeRawBufferPointer) throws(BodyError) {
    let room = maximumSize - bytes.count
    appendAll(UnsafeRawBufferPointer(rebasing: input.prefix(room)))
    if input.count > room { throw .tooLarge }
  }

  private mutating func appendAll(_ input: UnsafeRawBufferPointer) {
    guard let start = input.baseAddress else { return }
    if bytes.capacity - bytes.count < input.count {
      bytes.reserveCapacity(max(2 * bytes.capacity, bytes.count + input.count))
    }
    bytes.append(addingCapacity: input.count) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        let room = UnsafeMutableRawPointer(buffer.baseAddress! + count)
        for offset in stride(from: 0, to: input.count, by: BoundedBody.copySize) {
          let size = min(BoundedBody.copySize, input.count - offset)
          (room + offset).copyMemory(from: start + offset, byteCount: size)
        }
        count += input.count
      }
    }
  }

  /// The number of bytes that are copied at once. glibc copies 2 KiB and more by `rep movsb`, which
  /// made fetches of 40 kB pages 4 % slower.
  private static let copySize = 1024

  /// Appends the bytes that `fill` writes to the given room, and returns their count. The room may
  /// be one byte larger than the maximum allows, so that an excess is noticed.
  mutating func append(
    fill: (UnsafeMutableRawPointer, _ room: Int) throws(BodyError) -> Int
  ) throws(BodyError) -> Int {
    let room = min(32 << 10, maximumSize - bytes.count + 1)
    if bytes.capacity - bytes.count < room {
      bytes.reserveCapacity(max(2 * bytes.capacity, bytes.count + room))
    }
    var written = 0
    try bytes.append(addingCapacity: room) { (span: inout OutputSpan<UInt8>) throws(BodyError) in
      try span.withUnsafeMutableBufferPointer { (buffer, count) throws(BodyError) in
        written = try fill(UnsafeMutableRawPointer(buffer.baseAddress! + count), room)
        count += written
      }
    }
    guard bytes.count <= maximumSize else { throw .tooLarge }
    return written
  }
}
