/// A decoder for two content codings, of which the second was applied to the result of the first.
final class DoubleDecoder: ContentDecoder {
  private let first: any ContentDecoder
  private let second: any ContentDecoder
  /// The number of bytes between the two decoders so far. It has the maximum of the body.
  private var intermediateCount = 0

  /// - Parameters:
  ///   - first: The decoder of the coding that was applied first, which is decoded last.
  ///   - second: The decoder of the coding that was applied to its result.
  init(_ first: any ContentDecoder, _ second: any ContentDecoder) {
    self.first = first
    self.second = second
  }

  func decode(_ input: UnsafeRawBufferPointer, into body: inout BoundedBody) throws(BodyError) {
    var intermediate = BoundedBody(maximumSize: body.maximumSize - intermediateCount)
    try second.decode(input, into: &intermediate)
    intermediateCount += intermediate.bytes.count
    guard !intermediate.bytes.isEmpty else { return }
    try intermediate.bytes.withUnsafeBufferPointer { (bytes) throws(BodyError) in
      try first.decode(UnsafeRawBufferPointer(bytes), into: &body)
    }
  }

  var isComplete: Bool { second.isComplete && first.isComplete }

  var name: String { "\(first.name), \(second.name)" }
}
