import Glibc

/// The file that tells other users of the machine the state of the process that holds the ledger, which
/// they cannot read.
///
/// It is replaced by one rename and is not synced: after a power failure the next process writes it
/// again.
package struct StatusFile: Sendable {
  /// The absolute path of its directory: the runtime directory of the service, or the spool.
  package let directory: String
  private let disk = Disk()

  private static let name = ".ledewatch-status.json"
  private static let maximumBytes = 64 << 20

  package init(directory: String) { self.directory = directory }

  package var path: String { "\(directory)/\(StatusFile.name)" }

  /// Replaces the file. It gets the permission to read of the directory.
  /// - Throws: `SpoolError`
  package func write(_ bytes: [UInt8]) throws(SpoolError) {
    let directory = try disk.openDirectory(directory)
    let permissions = try disk.status(of: directory).st_mode & 0o444
    try disk.replace(
      StatusFile.name, with: bytes, in: directory, draft: StatusFile.name + ".part",
      mode: permissions | 0o600, isSynced: false)
  }

  /// Returns the content; nil if there is no file.
  /// - Throws: `SpoolError`
  package func read() throws(SpoolError) -> [UInt8]? {
    do {
      return try disk.read(
        StatusFile.name, in: disk.openDirectory(directory), maximumBytes: StatusFile.maximumBytes)
    } catch  where error.errno == ENOENT || error.errno == ENOTDIR {
      return nil
    }
  }
}
