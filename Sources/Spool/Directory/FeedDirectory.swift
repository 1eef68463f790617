import Glibc

/// A directory of feeds, from which a web server may serve them.
package struct FeedDirectory: Sendable {
  private let disk: Disk
  private let directory: Disk.Directory

  /// Opens a directory, and makes it if it is missing. Its parent must exist.
  /// - Throws: `SpoolError`
  package init(_ path: String) throws(SpoolError) { try self.init(path, disk: Disk()) }

  /// Opens a directory to read it.
  /// - Throws: `SpoolError`, also if it is missing.
  package init(existing path: String) throws(SpoolError) {
    disk = Disk()
    directory = try disk.openDirectory(path)
  }

  package var path: String { directory.path }

  init(_ path: String, disk: Disk) throws(SpoolError) {
    self.disk = disk
    directory = try disk.openOrMakeDirectory(path, mode: 0o755)
  }

  /// Returns the content of a file; nil if there is none.
  /// - Throws: `SpoolError`, also if the file is larger than the maximum.
  package func read(_ name: String, maximumBytes: Int) throws(SpoolError) -> [UInt8]? {
    do {
      return try disk.read(name, in: directory, maximumBytes: maximumBytes)
    } catch  where error.errno == ENOENT {
      return nil
    }
  }

  /// Replaces a file by one rename, unless it has this content.
  /// - Parameter isPublic: whether all users may read it. Otherwise only the owner may.
  package func replace(
    _ name: String, with bytes: [UInt8], isPublic: Bool = true
  ) throws(SpoolError) {
    // A file that cannot be read, or that is larger, has another content.
    if (try? disk.read(name, in: directory, maximumBytes: bytes.count)) == bytes { return }
    try disk.replace(
      name, with: bytes, in: directory, draft: draft(of: name), mode: isPublic ? 0o644 : 0o600)
  }

  /// Returns the names of all files.
  package func names() throws(SpoolError) -> [String] { try disk.names(in: directory) }

  /// Makes the replaced files survive a power failure.
  package func sync() throws(SpoolError) { try disk.sync(directory) }

  /// Writes an empty file and removes it.
  /// - Throws: `SpoolError` if the directory cannot be written.
  package func verifyWritable() throws(SpoolError) {
    let name = draft(of: "test-\(getpid())")
    try disk.remove(name, in: directory)
    try disk.write([], to: name, in: directory, mode: 0o600)
    try disk.remove(name, in: directory)
  }

  /// Web servers do not list such names, and readers do not guess them.
  private func draft(of name: String) -> String { ".\(name).part" }
}

extension Disk {
  /// Opens a directory by its path, and makes it if it is missing. Its parent must exist.
  fileprivate func openOrMakeDirectory(_ path: String, mode: mode_t) throws(SpoolError) -> Directory
  {
    do {
      return try openDirectory(path)
    } catch  where error.errno == ENOENT {
      let (parent, name) = try openParent(of: path)
      guard let made = try makeDirectory(name, in: parent, mode: mode) else {
        return try openDirectory(path)
      }
      try setPermissions(mode, of: made)
      return made
    }
  }
}
