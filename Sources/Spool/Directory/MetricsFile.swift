/// The file with metrics that a collector of Prometheus reads.
///
/// It is replaced by one rename and is not synced: after a power failure it is written again.
package struct MetricsFile: Sendable {
  /// The absolute path.
  package let path: String
  private let disk = Disk()

  package init(path: String) { self.path = path }

  /// Replaces the file. All users may read it, because the collector is another user.
  /// - Throws: `SpoolError`
  package func write(_ bytes: [UInt8]) throws(SpoolError) {
    let (directory, name) = try disk.openParent(of: path)
    // Collectors read all files that end in “.prom”.
    try disk.replace(
      name, with: bytes, in: directory, draft: ".\(name).part", mode: 0o644, isSynced: false)
  }
}
