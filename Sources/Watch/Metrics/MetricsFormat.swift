/// A text format of metrics.
package enum MetricsFormat: Hashable, Sendable, CaseIterable {
  /// The text format of Prometheus, version 0.0.4.
  case prometheus
  /// The text format of OpenMetrics, version 1.0.0.
  case openMetrics

  /// The value of `Content-Type`.
  package var contentType: String {
    switch self {
    case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
    case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
    }
  }

  /// Chooses the format by the `Accept` field of a request: OpenMetrics if the client names it, in a
  /// version that exists, and does not prefer plain text.
  package init(accept: String?) {
    var quality: (openMetrics: Double, text: Double) = (0, 0)
    for range in (accept ?? "").lowercased().split(separator: ",").prefix(32) {
      var parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }[...]
      let type = parts.popFirst()
      let weight = parts.first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      let version = parts.first { $0.hasPrefix("version=") }?.dropFirst("version=".count)
      switch type {
      case "application/openmetrics-text" where version == nil || version == "1.0.0":
        quality.openMetrics = max(quality.openMetrics, weight)
      case "text/plain", "text/*", "*/*": quality.text = max(quality.text, weight)
      default: continue
      }
    }
    let isOpen = quality.openMetrics > 0 && quality.openMetrics >= quality.text
    self = isOpen ? .openMetrics : .prometheus
  }
}
