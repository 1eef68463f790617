/// Times and sizes in the notation of the configuration.
package enum Measure {
  /// Returns a time as `1m30s` or `0.5s`.
  package static func time(_ duration: Duration) -> String { time(duration / .seconds(1)) }

  /// Returns a time as `1m30s` or `0.5s`.
  package static func time(_ seconds: Double) -> String {
    guard let whole = Int(exactly: seconds), whole > 0 else { return "\(seconds)s" }
    var rest = whole
    var text = ""
    for (size, name) in [(86_400, "d"), (3600, "h"), (60, "m"), (1, "s")] where rest >= size {
      text += "\(rest / size)\(name)"
      rest %= size
    }
    return text
  }

  /// Returns a size as `16M` or `100000 bytes`.
  package static func size(_ bytes: Int) -> String {
    let units = [(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "k")]
    let unit = units.first { bytes > 0 && bytes.isMultiple(of: $0.0) }
    return unit.map { "\(bytes / $0.0)\($0.1)" } ?? "\(bytes) bytes"
  }
}
