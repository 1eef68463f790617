import Glibc

/// Files that are replaced as a whole.
extension Disk {
  /// Opens the directory of a path.
  /// - Returns: The directory, and the last component of the path.
  func openParent(of path: String) throws(SpoolError) -> (directory: Directory, name: String) {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    let directory = try openDirectory(end == path.startIndex ? "/" : String(path[..<end]))
    return (directory, String(path[end...].drop { $0 == "/" }))
  }

  /// Replaces a file by one rename.
  /// - Parameters:
  ///   - draft: the name under which the new content is written. A file of this name is removed.
  ///   - isSynced: whether the content must survive a power failure. The directory is not synced.
  func replace(
    _ name: String, with bytes: [UInt8], in directory: Directory, draft: String, mode: mode_t,
    isSynced: Bool = true
  ) throws(SpoolError) {
    try remove(draft, in: directory)
    do {
      try write(bytes, to: draft, in: directory, mode: mode, isSynced: isSynced)
      try rename(draft, in: directory, to: name, in: directory)
    } catch {
      try? remove(draft, in: directory)
      throw error
    }
  }
}
