import Glibc

/// The spool: `tmp/` holds entries that are being written, `new/` and `cur/` belong to the consumer.
///
/// An entry appears in `new/` complete and synced, by one rename. No decision depends on the content
/// of `new/`, because a consumer may have moved or deleted the entry. Each call first verifies the id
/// file, so that nothing is concluded from, or written to, a spool that is not mounted or was
/// replaced.
package struct SpoolDirectory: Sendable {
  /// The absolute path of the spool.
  package let directory: String
  /// The content of the id file, which the ledger also stores.
  package let id: String

  let disk: Disk

  static let idFile = ".ledewatch"

  /// Writes `tmp/ENTRY/…` and syncs its files, the entry and `tmp/`.
  ///
  /// An entry that an earlier attempt left there is replaced. After an error the entry is removed, as
  /// far as the disk allows.
  package func stage(_ entry: String, files: [EntryFile]) throws(SpoolError) {
    try validate(name: entry)
    let tmp = try disk.openDirectory("tmp", in: root())
    if try !disk.makeDirectory(entry, in: tmp) {
      try remove(entry, in: tmp)
      try disk.makeDirectory(entry, in: tmp)
    }
    do {
      let directory = try disk.openDirectory(entry, in: tmp)
      for file in files {
        try validate(name: file.name)
        try disk.write(file.bytes, to: file.name, in: directory)
      }
      try disk.sync(directory)
      try disk.sync(tmp)
    } catch {
      try? remove(entry, in: tmp)
      throw error
    }
  }

  /// Renames `tmp/ENTRY` to `new/ENTRY` and syncs both directories.
  ///
  /// If `tmp/ENTRY` is missing, an earlier call has renamed it before a crash or an error, and only the
  /// directories are synced. The call can therefore be repeated until it succeeds.
  package func publish(_ entry: String) throws(SpoolError) {
    try validate(name: entry)
    let root = try root()
    let tmp = try disk.openDirectory("tmp", in: root)
    let new = try disk.openDirectory("new", in: root)
    if try disk.exists(entry, in: tmp) {
      try disk.rename(entry, in: tmp, in: new)
    }
    try disk.sync(new)
    try disk.sync(tmp)
  }

  /// Returns whether `tmp/ENTRY` exists.
  package func isStaged(_ entry: String) throws(SpoolError) -> Bool {
    try disk.exists(entry, in: disk.openDirectory("tmp", in: root()))
  }

  /// Returns the names of the entries in `tmp/`, sorted.
  package func staged() throws(SpoolError) -> [String] {
    try disk.names(in: disk.openDirectory("tmp", in: root())).sorted()
  }

  /// Removes `tmp/ENTRY`, if it exists.
  package func discard(_ entry: String) throws(SpoolError) {
    try validate(name: entry)
    try remove(entry, in: disk.openDirectory("tmp", in: root()))
  }

  /// Returns the path of an entry in `new/`.
  package func path(of entry: String) -> String { "\(directory)/new/\(entry)" }

  /// Opens the directory of the spool and verifies its id.
  func root() throws(SpoolError) -> Disk.Directory {
    let root: Disk.Directory
    do {
      root = try disk.openDirectory(directory)
    } catch  where error.errno == ENOENT || error.errno == ENOTDIR {
      throw SpoolDirectory.missing(directory, errno: error.errno)
    }
    guard let found = try SpoolDirectory.readID(in: root, disk) else {
      throw SpoolDirectory.missing(directory, errno: 0)
    }
    guard found == id else { throw SpoolDirectory.replaced(directory, found: found, expected: id) }
    return root
  }

  /// Removes a directory that holds only files, if it exists.
  private func remove(_ entry: String, in tmp: Disk.Directory) throws(SpoolError) {
    let directory: Disk.Directory
    do {
      directory = try disk.openDirectory(entry, in: tmp)
    } catch  where error.errno == ENOENT {
      return
    } catch  where error.errno == ENOTDIR {
      return try disk.remove(entry, in: tmp)
    }
    for name in try disk.names(in: directory) { try disk.remove(name, in: directory) }
    try disk.remove(entry, isDirectory: true, in: tmp)
  }

  private func validate(name: String) throws(SpoolError) {
    guard !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= Int(NAME_MAX),
      !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 < 0x20 })
    else {
      throw SpoolError(
        stage: .write, path: directory, errno: 0, reason: "“\(name)” is not a valid file name")
    }
  }
}
