import Glibc

/// The directory of articles handed over: `tmp/` is ours, `new/` and `cur/` are the consumer's.
///
/// An entry comes into `new/` complete and synced, by one rename. Nothing here looks into `new/`
/// to decide anything: the consumer may have moved or deleted the entry. Each call makes sure
/// first that the directory is still the spool it was (its id file says so), so that nothing is
/// concluded from, or written to, an unmounted or exchanged one.
package struct SpoolDirectory: Sendable {
  /// Absolute.
  package let directory: String
  /// The content of the id file, which the ledger knows.
  package let id: String

  let disk: Disk

  static let idFile = ".ledewatch"

  /// Writes `tmp/ENTRY/…` and syncs its files, the entry and `tmp/`. What an earlier attempt left
  /// there is replaced. After an error nothing is left, as far as the disk allows.
  package func stage(_ entry: String, files: [SpoolFile]) throws(SpoolError) {
    try check(name: entry)
    let tmp = try disk.openDirectory("tmp", in: root())
    if try !disk.makeDirectory(entry, in: tmp) {
      try remove(entry, in: tmp)
      try disk.makeDirectory(entry, in: tmp)
    }
    do {
      let directory = try disk.openDirectory(entry, in: tmp)
      for file in files {
        try check(name: file.name)
        try disk.write(file.bytes, to: file.name, in: directory)
      }
      try disk.sync(directory)
      try disk.sync(tmp)
    } catch {
      try? remove(entry, in: tmp)
      throw error
    }
  }

  /// Renames `tmp/ENTRY` to `new/ENTRY` and syncs both directories. Where `tmp/ENTRY` is missing
  /// the rename has happened before (a crash or an error came between), and only the syncs are
  /// made good; so this can be repeated until it succeeds.
  package func publish(_ entry: String) throws(SpoolError) {
    try check(name: entry)
    let root = try root()
    let tmp = try disk.openDirectory("tmp", in: root)
    let new = try disk.openDirectory("new", in: root)
    if try disk.exists(entry, in: tmp) {
      try disk.rename(entry, in: tmp, in: new)
    }
    try disk.sync(new)
    try disk.sync(tmp)
  }

  /// Whether `tmp/ENTRY` is there.
  package func isStaged(_ entry: String) throws(SpoolError) -> Bool {
    try disk.exists(entry, in: disk.openDirectory("tmp", in: root()))
  }

  /// The names in `tmp/`: entries that were begun.
  package func staged() throws(SpoolError) -> [String] {
    try disk.names(in: disk.openDirectory("tmp", in: root())).sorted()
  }

  /// Removes `tmp/ENTRY`; no error where there is none.
  package func discard(_ entry: String) throws(SpoolError) {
    try check(name: entry)
    try remove(entry, in: disk.openDirectory("tmp", in: root()))
  }

  /// Where an entry is handed over: its directory below `new/`.
  package func path(of entry: String) -> String { "\(directory)/new/\(entry)" }

  /// The spool's directory, open, once it has been seen to be the spool still.
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
    guard found == id else { throw SpoolDirectory.foreign(directory, found: found, expected: id) }
    return root
  }

  /// Removes a directory of plain files.
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

  private func check(name: String) throws(SpoolError) {
    guard !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= Int(NAME_MAX),
      !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 < 0x20 })
    else {
      throw SpoolError(
        stage: .write, path: directory, errno: 0, reason: "“\(name)” is no name for a file")
    }
  }
}

/// A file of an entry.
package struct SpoolFile: Sendable {
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
