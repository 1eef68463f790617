/// Where two sequences differ: Myers (1986), bounded.
enum Differences {
  /// A stretch of the one in whose place there is a stretch of the other.
  struct Hunk: Hashable, Sendable {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// The hunks, in order. What both begin and end with is never part of one.
  /// - Parameter most: insertions and deletions that are sought; what differs more is one hunk.
  static func between(_ a: [UInt64], _ b: [UInt64], most: Int = 500) -> [Hunk] {
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
    var end = 0
    while end < a.count - start, end < b.count - start,
      a[a.count - 1 - end] == b[b.count - 1 - end]
    { end += 1 }
    let old = start..<(a.count - end)
    let new = start..<(b.count - end)
    if old.isEmpty && new.isEmpty { return [] }
    if old.isEmpty || new.isEmpty { return [Hunk(old: old, new: new)] }
    guard let pairs = common(a[old], b[new], most) else { return [Hunk(old: old, new: new)] }
    return hunks(pairs, old, new)
  }

  private static func hunks(
    _ pairs: [(Int, Int)], _ old: Range<Int>, _ new: Range<Int>
  ) -> [Hunk] {
    var hunks: [Hunk] = []
    var (x, y) = (old.lowerBound, new.lowerBound)
    for (i, j) in pairs + [(old.upperBound, new.upperBound)] {
      if i > x || j > y { hunks.append(Hunk(old: x..<i, new: y..<j)) }
      (x, y) = (i + 1, j + 1)
    }
    return hunks
  }

  /// The pairs of a longest common subsequence, ascending; nil where it would take too long.
  private static func common(
    _ a: ArraySlice<UInt64>, _ b: ArraySlice<UInt64>, _ most: Int
  ) -> [(Int, Int)]? {
    let (n, m) = (a.count, b.count)
    var furthest = [1: 0]
    var trace: [[Int: Int]] = []
    for d in 0...min(n + m, most) {
      trace.append(furthest)
      for k in stride(from: -d, through: d, by: 2) {
        let down =
          k == -d || (k != d && furthest[k - 1, default: -1] < furthest[k + 1, default: -1])
        var x = down ? furthest[k + 1, default: 0] : furthest[k - 1, default: 0] + 1
        var y = x - k
        while x < n, y < m, a[a.startIndex + x] == b[b.startIndex + y] {
          x += 1
          y += 1
        }
        furthest[k] = x
        if x >= n, y >= m { return walk(back: trace, n, m, a.startIndex, b.startIndex) }
      }
    }
    return nil
  }

  private static func walk(
    back trace: [[Int: Int]], _ n: Int, _ m: Int, _ a: Int, _ b: Int
  ) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var (x, y) = (n, m)
    for d in stride(from: trace.count - 1, through: 0, by: -1) {
      let furthest = trace[d]
      let k = x - y
      let down = k == -d || (k != d && furthest[k - 1, default: -1] < furthest[k + 1, default: -1])
      let before = down ? k + 1 : k - 1
      let px = furthest[before, default: 0]
      let py = px - before
      while x > px, y > py, x > 0, y > 0 {
        x -= 1
        y -= 1
        pairs.append((a + x, b + y))
      }
      if d == 0 { break }
      (x, y) = (px, py)
    }
    return pairs.reversed()
  }
}
