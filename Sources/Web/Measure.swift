/// Times and sizes as the configuration writes them.
package enum Measure {
  /// `1m30s`, `0.5s`.
  package static func time(_ seconds: Double) -> String {
    guard let whole = Int(exactly: seconds), whole > 0 else { return "\(seconds)s" }
    return text(whole, [(86_400, "d"), (3600, "h"), (60, "m"), (1, "s")])
  }

  /// `16M`, `100000 bytes`.
  package static func size(_ bytes: Int) -> String {
    let units = [(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "k")]
    let fitting = units.first { bytes > 0 && bytes.isMultiple(of: $0.0) }
    return fitting.map { "\(bytes / $0.0)\($0.1)" } ?? "\(bytes) bytes"
  }

  private static func text(_ number: Int, _ units: [(size: Int, name: String)]) -> String {
    var rest = number
    var text = ""
    for (size, name) in units where rest >= size {
      text += "\(rest / size)\(name)"
      rest %= size
    }
    return text
  }
}
