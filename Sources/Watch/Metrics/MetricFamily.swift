/// A family of metrics: its name, its type and its description.
///
/// Names follow the naming rules of Prometheus: a prefix, base units, and the suffixes `_total`,
/// `_timestamp_seconds`, `_bytes` and `_info`.
struct MetricFamily: Sendable {
  enum MetricType: String, Sendable {
    case gauge, counter, histogram, info
    case stateSet = "stateset"
  }

  static let prefix = "ledewatch_"

  /// The name without `_total` or `_info`.
  let name: String
  let kind: MetricType
  /// The description, on one line.
  let help: String

  init(_ name: String, _ kind: MetricType = .gauge, help: String) {
    self.name = MetricFamily.prefix + name
    self.kind = kind
    self.help = help
  }

  /// The name of a sample. It is the same in both formats.
  var sample: String {
    switch kind {
    case .counter: name + "_total"
    case .info: name + "_info"
    case .gauge, .histogram, .stateSet: name
    }
  }

  /// Returns the comment lines before the samples. Prometheus does not know the types of information and
  /// of states; both are gauges there.
  func header(_ format: MetricsFormat) -> [UInt8] {
    switch format {
    case .prometheus:
      let type = kind == .info || kind == .stateSet ? .gauge : kind
      return Array("# HELP \(sample) \(help)\n# TYPE \(sample) \(type.rawValue)\n".utf8)
    case .openMetrics:
      let unit = ["seconds", "bytes"].first { name.hasSuffix("_" + $0) }
      let unitLine = unit.map { "# UNIT \(name) \($0)\n" } ?? ""
      return Array(
        "# TYPE \(name) \(kind.rawValue)\n\(unitLine)# HELP \(name) \(help)\n".utf8)
    }
  }
}

/// Samples as text.
struct MetricSamples {
  private(set) var bytes: [UInt8] = []

  /// Adds a sample.
  /// - Parameter labels: names that are valid, and values of any kind.
  mutating func add(
    _ name: String, _ labels: [(name: String, value: String)] = [], _ value: String
  ) {
    bytes += name.utf8
    if !labels.isEmpty {
      bytes.append(UInt8(ascii: "{"))
      for (index, label) in labels.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += "\(label.name)=\"\(label.value.escapedLabelValue)\"".utf8
      }
      bytes.append(UInt8(ascii: "}"))
    }
    bytes += " \(value)\n".utf8
  }

  mutating func add(
    _ name: String, _ labels: [(name: String, value: String)] = [], _ value: Int
  ) {
    add(name, labels, String(value))
  }

  mutating func add(
    _ name: String, _ labels: [(name: String, value: String)] = [], _ value: Double
  ) {
    add(name, labels, value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)")
  }
}

extension String {
  /// The text as the value of a label: `\`, `"` and line feeds are escaped.
  var escapedLabelValue: String {
    guard utf8.contains(where: { $0 == 0x5C || $0 == 0x22 || $0 == 0x0A }) else { return self }
    return replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
