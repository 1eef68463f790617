/// The bounds of one fetch. A fetch that exceeds one of them fails with an error that names it, by
/// its name in the configuration if it has one.
package struct Bounds: Hashable, Sendable {
  /// The time for the whole fetch, including redirects.
  package var maximumDuration = Duration.seconds(60)
  /// The time to establish a connection, including the look-up of the name.
  package var maximumConnectDuration = Duration.seconds(20)
  /// Bytes per second. A fetch that is slower for `minimumSpeedPeriod` ends; the time until the
  /// response begins counts.
  package var minimumSpeed = 50
  /// A whole number of seconds.
  package var minimumSpeedPeriod = Duration.seconds(30)
  /// Bytes after content decoding.
  package var maximumBodySize = 16 << 20
  /// Bytes of the header lines of one response, including interim responses (1xx).
  package var maximumHeaderSize = 256 << 10
  /// Header lines of one response, including interim responses (1xx).
  package var maximumHeaderCount = 500
  package var maximumRedirects = 8

  package init() {}
}
