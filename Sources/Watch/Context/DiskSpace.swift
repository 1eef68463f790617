import Glibc

/// The free space of a file system.
package struct DiskSpace: Hashable, Sendable {
  /// The space that this user may fill, in bytes.
  let freeBytes: Int64
  /// Whether no further file can be made although there is space.
  let lacksInodes: Bool

  init(freeBytes: Int64, lacksInodes: Bool = false) {
    self.freeBytes = freeBytes
    self.lacksInodes = lacksInodes
  }

  /// - Returns: nil if it cannot be told.
  init?(of path: String) {
    var space = statvfs()
    guard statvfs(path, &space) == 0 else { return nil }
    freeBytes = Int64(clamping: space.f_bavail) * Int64(clamping: space.f_frsize)
    // Some file systems have no fixed number of inodes.
    lacksInodes = space.f_files > 0 && space.f_favail == 0
  }
}
