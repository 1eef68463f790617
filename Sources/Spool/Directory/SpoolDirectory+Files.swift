import Glibc

extension SpoolDirectory {
  /// The files of an entry that may be read back, and what was refused.
  package struct SpooledFiles: Sendable {
    package var files: [EntryFile] = []
    /// A sentence for each file that a consumer has replaced.
    package var refusals: [String] = []

    package init(files: [EntryFile] = [], refusals: [String] = []) {
      self.files = files
      self.refusals = refusals
    }
  }

  /// The largest file of an entry that is read back.
  private static let maximumFileBytes = 64 << 20

  /// The number of files of an entry that are read back. It has 20 images and their companions.
  private static let maximumFileCount = 40

  /// Reads the files of an entry in `new/` or `cur/`, sorted by name and without the record.
  ///
  /// The entry belongs to the consumer. Other names are ignored, and only regular files are read that have
  /// one link and belong to this user, so that a consumer cannot make the process read other files.
  /// - Parameter path: the path of the entry below a spool.
  /// - Returns: Nil if a consumer has taken the entry.
  /// - Throws: `SpoolError` if there is no spool, or if its disk fails.
  package static func files(ofEntry path: String) throws(SpoolError) -> SpooledFiles? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard path.hasPrefix("/"), parts.count >= 3, let name = parts.last else {
      throw SpoolError(stage: .open, path: path, errno: 0, reason: "not an entry of a spool")
    }
    let disk = Disk()
    let directory = "/" + parts.dropLast(2).joined(separator: "/")
    let root = try disk.openDirectory(directory)
    guard try readID(in: root, disk) != nil else { throw missing(directory, errno: 0) }
    for area in ["new", "cur"] {
      guard let place = try disk.directory(area, in: root),
        let entry = try disk.directory(String(name), in: place)
      else { continue }
      return try disk.entryFiles(
        in: entry, maximumCount: maximumFileCount, maximumBytes: maximumFileBytes)
    }
    return nil
  }
}

extension Disk {
  /// Opens a directory; returns nil if there is none of this name.
  fileprivate func directory(
    _ name: String, in parent: Directory
  ) throws(SpoolError) -> Directory? {
    do {
      return try openDirectory(name, in: parent)
    } catch  where [ENOENT, ENOTDIR, ELOOP].contains(error.errno) {
      return nil
    }
  }

  fileprivate func entryFiles(
    in entry: Directory, maximumCount: Int, maximumBytes: Int
  ) throws(SpoolError) -> SpoolDirectory.SpooledFiles {
    var result = SpoolDirectory.SpooledFiles()
    let names = try names(in: entry).filter { EntryFile.isName($0) && $0 != EntryFile.record }
    for name in names.sorted().prefix(maximumCount) {
      do {
        let bytes = try read(name, in: entry, maximumBytes: maximumBytes, isOwn: true)
        result.files.append(EntryFile(name: name, bytes: bytes))
      } catch  where error.errno == ENOENT {
        continue
      } catch {
        result.refusals.append("\(error.path): \(error.reason)")
      }
    }
    return result
  }
}
