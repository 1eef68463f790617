import Basics

/// The metrics of all requests of a process.
struct RequestMetrics: Sendable {
  /// The upper bounds of the buckets, in seconds.
  private static let bounds: [Double] = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

  private static let duration = MetricFamily(
    "request_duration_seconds", .histogram, help: "Duration of requests, with their redirects.")
  private static let failures = MetricFamily(
    "failed_requests", .counter, help: "Requests without a response.")
  private static let received = MetricFamily(
    "received_bytes", .counter, help: "Bytes of the bodies of responses, decompressed.")

  private var counts = [Int](repeating: 0, count: bounds.count + 1)
  private var sum = 0.0
  private var failures = 0
  private var receivedBytes = 0

  /// - Parameter bytes: the size of the body; nil if there was no response.
  mutating func record(_ duration: Duration, bytes: Int?) {
    let seconds = duration.seconds
    let bucket = RequestMetrics.bounds.firstIndex { seconds <= $0 } ?? RequestMetrics.bounds.count
    counts[bucket] += 1
    sum += seconds
    if let bytes { receivedBytes += bytes } else { failures += 1 }
  }

  func append(_ format: MetricsFormat, to output: inout [UInt8]) {
    var samples = MetricSamples()
    var total = 0
    let name = RequestMetrics.duration.name
    for (index, count) in counts.enumerated() {
      total += count
      // Both formats get the number as OpenMetrics writes it, so that the series are the same.
      let bound = index < RequestMetrics.bounds.count ? "\(RequestMetrics.bounds[index])" : "+Inf"
      samples.add(name + "_bucket", [("le", bound)], total)
    }
    samples.add(name + "_sum", [], sum)
    samples.add(name + "_count", [], total)
    output += RequestMetrics.duration.header(format) + samples.bytes
    for (family, value) in [
      (RequestMetrics.failures, failures), (RequestMetrics.received, receivedBytes),
    ] {
      var samples = MetricSamples()
      samples.add(family.sample, [], value)
      output += family.header(format) + samples.bytes
    }
  }
}
