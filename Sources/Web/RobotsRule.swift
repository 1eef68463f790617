/// An `Allow` or `Disallow` line.
struct RobotsRule: Hashable, Comparable, Sendable {
  let isAllowing: Bool
  /// The parts of the pattern between the asterisks.
  private let parts: [[UInt8]]
  /// Whether the pattern ends with `$`.
  private let isAnchored: Bool
  private let length: Int

  init(isAllowing: Bool, pattern: some Collection<UInt8>) {
    var pattern = RobotsPath.normalized(pattern, isPattern: true)
    length = pattern.count
    isAnchored = pattern.last == UInt8(ascii: "$")
    if isAnchored { pattern.removeLast() }
    parts = pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map(Array.init)
    self.isAllowing = isAllowing
  }

  /// The approximate number of bytes that the rule takes in memory.
  var size: Int { 64 + length + 40 * parts.count }

  static func < (one: RobotsRule, other: RobotsRule) -> Bool {
    (other.length, one.isAllowing ? 0 : 1) < (one.length, other.isAllowing ? 0 : 1)
  }

  /// Whether the pattern matches the path. Takes time linear in both, because each part is searched
  /// once, from the end of the previous match.
  func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    guard path.starts(with: parts[0]) else { return false }
    var rest = path[parts[0].count...]
    if parts.count == 1 { return !isAnchored || rest.isEmpty }
    for part in parts.dropFirst().dropLast(isAnchored ? 1 : 0) {
      guard let end = Self.end(of: part, in: rest) else { return false }
      rest = rest[end...]
    }
    guard isAnchored, let last = parts.last else { return true }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }

  /// Returns the index after the first occurrence of a part. It uses the algorithm of Knuth, Morris
  /// and Pratt, so that hostile files cannot cause quadratic time.
  private static func end(of part: [UInt8], in path: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    if part.isEmpty { return path.startIndex }
    guard part.count <= path.count else { return nil }
    // borders[i]: the length of the longest proper border of part[...i].
    var borders = [Int](repeating: 0, count: part.count)
    var matched = 0
    for index in part.indices.dropFirst() {
      while matched > 0, part[index] != part[matched] { matched = borders[matched - 1] }
      if part[index] == part[matched] { matched += 1 }
      borders[index] = matched
    }
    matched = 0
    for index in path.indices {
      while matched > 0, path[index] != part[matched] { matched = borders[matched - 1] }
      if path[index] == part[matched] { matched += 1 }
      if matched == part.count { return index + 1 }
    }
    return nil
  }
}
