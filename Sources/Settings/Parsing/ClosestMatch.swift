/// Returns the known name that a mistyped one is closest to; nil if none is close.
package func closestMatch(to name: String, among known: [String]) -> String? {
  guard name.count <= 80 else { return nil }
  let mistyped = Array(name.lowercased().utf8)
  let closest = known.map { (name: $0, distance: distance(mistyped, Array($0.lowercased().utf8))) }
    .min { $0.distance < $1.distance }
  return closest.flatMap { $0.distance <= max(1, $0.name.count / 3) ? $0.name : nil }
}

/// Returns `; did you mean “X”?`, or an empty text without a suggestion.
func suggestion(_ name: String?) -> String { name.map { "; did you mean “\($0)”?" } ?? "" }

/// Returns the optimal string alignment distance: the number of letters that are inserted, deleted,
/// replaced, or swapped with a neighbor.
private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, beforePrevious[j - 1] + 1)
      }
      row.append(best)
    }
    (beforePrevious, previous) = (previous, row)
  }
  return previous[b.count]
}
