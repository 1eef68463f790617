/// Sizes in the notation of the configuration.
package enum Measure {
  /// Returns a number of bytes as `16M` or `100000 bytes`.
  package static func size(_ bytes: Int) -> String {
    let units = [(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "k")]
    let unit = units.first { bytes > 0 && bytes.isMultiple(of: $0.0) }
    return unit.map { "\(bytes / $0.0)\($0.1)" } ?? "\(bytes) bytes"
  }
}
