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
    let end = path.lastIndex(of: "/") ?? path.startIndex
    let directory = try disk.openDirectory(end == path.startIndex ? "/" : String(path[..<end]))
    let name = String(path[end...].drop { $0 == "/" })
    // Collectors read all files that end in “.prom”.
    let draft = ".\(name).part"
    try disk.remove(draft, in: directory)
    do {
      try disk.write(bytes, to: draft, in: directory, mode: 0o644, isSynced: false)
      try disk.rename(draft, in: directory, to: name, in: directory)
    } catch {
      try? disk.remove(draft, in: directory)
      throw error
    }
  }
}
