import Testing

@testable import Watch

@Suite struct MetricsFormatTests {
  @Test(arguments: [
    (nil, MetricsFormat.prometheus), ("", .prometheus), ("*/*", .prometheus),
    ("text/plain;version=0.0.4", .prometheus), ("application/openmetrics-text", .openMetrics),
    // Prometheus 2.42.
    (
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", .openMetrics
    ),
    ("application/openmetrics-text; version=1.0.0; q=0.2, text/plain; q=0.9", .prometheus),
    ("application/openmetrics-text;version=2.0.0", .prometheus),
    ("application/openmetrics-text;q=0", .prometheus),
    ("text/html, application/OpenMetrics-Text ; version=1.0.0", .openMetrics),
    (";;;,,q=,application/openmetrics-text;q=x", .prometheus),
  ])
  func `The client chooses the format`(accept: String?, format: MetricsFormat) {
    #expect(MetricsFormat(accept: accept) == format)
  }
}
