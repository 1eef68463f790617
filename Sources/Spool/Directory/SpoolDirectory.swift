import Glibc

/// The spool: `tmp/` holds entries that are being written, `new/` and `cur/` belong to the consumer.
///
/// Consumers can write to `new/`, to `cur/` and to the entries in them. Only the process's own user can
/// write to the spool itself and to `tmp/`; `prepareLayout` ensures this.
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
  /// The changes that were made when this spool was opened, as sentences for people: an earlier version,
  /// or a person, had left the spool writable for others.
  package internal(set) var layoutChanges: [String] = []

  static let idFile = ".ledewatch"

  /// Writes `tmp/ENTRY/…` and syncs its files, the entry and `tmp/`.
  ///
  /// The entry and its files get the permissions of `new/`, so that whoever may take entries may take
  /// each of them. An entry that an earlier attempt left there is replaced. After an error the entry is
  /// removed, as far as the disk allows.
  package func stage(_ entry: String, files: [EntryFile]) throws(SpoolError) {
    try validate(name: entry)
    let root = try root()
    let tmp = try open("tmp", in: root)
    let permissions = try disk.status(of: open("new", in: root)).st_mode & 0o777
    let directory = try makeEntry(entry, in: tmp)
    do {
      for file in files {
        try validate(name: file.name)
        try disk.write(file.bytes, to: file.name, in: directory, mode: permissions & 0o666)
      }
      try disk.setPermissions(permissions, of: directory)
      try disk.sync(directory)
      try disk.sync(tmp)
    } catch {
      try? remove(entry, in: tmp)
      throw error
    }
  }

  private func makeEntry(
    _ entry: String, in tmp: Disk.Directory
  ) throws(SpoolError) -> Disk.Directory {
    if let made = try disk.makeDirectory(entry, in: tmp, mode: 0o700) { return made }
    try remove(entry, in: tmp)
    if let made = try disk.makeDirectory(entry, in: tmp, mode: 0o700) { return made }
    throw SpoolError(.open, tmp.path(of: entry), errno: EEXIST)
  }

  /// Renames `tmp/ENTRY` to `new/ENTRY` and syncs both directories.
  ///
  /// If `tmp/ENTRY` is missing, an earlier call has renamed it before a crash or an error, and only the
  /// directories are synced. The call can therefore be repeated until it succeeds.
  /// - Returns: The name in `new/` to which something that a consumer had put in the place of the entry
  ///   was renamed; nil if the place was free.
  @discardableResult
  package func publish(_ entry: String) throws(SpoolError) -> String? {
    try validate(name: entry)
    let root = try root()
    let tmp = try open("tmp", in: root)
    let new = try open("new", in: root)
    var obstacle: String?
    if let status = try disk.status(of: entry, in: tmp) {
      guard status.st_mode & S_IFMT == S_IFDIR, try isOwn(status, root) else {
        throw foreign(tmp.path(of: entry))
      }
      obstacle = try move(entry, from: tmp, to: new)
    }
    try disk.sync(new)
    try disk.sync(tmp)
    return obstacle
  }

  /// Renames an entry from `tmp/` to `new/`. Nothing of a consumer is replaced: what has the name is
  /// renamed first.
  private func move(
    _ entry: String, from tmp: Disk.Directory, to new: Disk.Directory
  ) throws(SpoolError) -> String? {
    var obstacle: String?
    // A consumer that makes the name again and again wins some of these attempts, not all.
    for _ in 0..<SpoolDirectory.maximumMoves {
      if try disk.renameWithoutReplacing(entry, in: tmp, to: entry, in: new) { return obstacle }
      let name = "\(entry).moved-\(UInt32.random(in: .min ... .max))"
      do {
        if try disk.renameWithoutReplacing(entry, in: new, to: name, in: new) {
          obstacle = obstacle ?? name
        }
      } catch  where error.errno == ENOENT {
        continue
      }
    }
    throw SpoolError(.rename, new.path(of: entry), errno: EEXIST)
  }

  private static let maximumMoves = 1000

  /// Returns whether `tmp/ENTRY` exists.
  package func isStaged(_ entry: String) throws(SpoolError) -> Bool {
    try disk.exists(entry, in: open("tmp", in: root()))
  }

  /// Returns the names in `tmp/`, sorted. They need not be names of entries.
  package func staged() throws(SpoolError) -> [String] {
    try disk.names(in: open("tmp", in: root())).sorted()
  }

  /// Removes `tmp/ENTRY`, if it exists.
  /// - Throws: `SpoolError`, also if it is not a directory of files that Ledewatch made.
  package func discard(_ entry: String) throws(SpoolError) {
    try validate(name: entry)
    try remove(entry, in: open("tmp", in: root()))
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

  /// Opens `tmp/`, `new/` or `cur/`.
  /// - Throws: `SpoolError` if it is not a directory, or, for `tmp/`, if it is another user's.
  func open(_ area: String, in root: Disk.Directory) throws(SpoolError) -> Disk.Directory {
    let directory: Disk.Directory
    do {
      directory = try disk.openDirectory(area, in: root)
    } catch  where error.errno == ELOOP || error.errno == ENOTDIR {
      throw SpoolError(
        stage: .identity, path: root.path(of: area), errno: 0,
        reason: "it is a symbolic link or a file, not a directory; remove it. Nothing was written")
    }
    if area == "tmp", try !isOwn(disk.status(of: directory), root) {
      throw SpoolError(
        stage: .identity, path: directory.path, errno: 0,
        reason: "it belongs to another user; remove it. Nothing was written")
    }
    return directory
  }

  /// Whether a file is the process's own. On some network file systems all files have one owner.
  func isOwn(_ status: stat, _ root: Disk.Directory) throws(SpoolError) -> Bool {
    if status.st_uid == geteuid() { return true }
    return try status.st_uid == disk.status(of: root).st_uid
  }

  private func foreign(_ path: String) -> SpoolError {
    SpoolError(
      stage: .remove, path: path, errno: 0,
      reason: "ledewatch did not make it; move it away")
  }

  /// Removes a directory of the process's own that holds only files, if it exists.
  private func remove(_ entry: String, in tmp: Disk.Directory) throws(SpoolError) {
    let directory: Disk.Directory
    do {
      directory = try disk.openDirectory(entry, in: tmp)
    } catch  where error.errno == ENOENT {
      return
    } catch  where error.errno == ENOTDIR || error.errno == ELOOP {
      throw foreign(tmp.path(of: entry))
    }
    guard try disk.status(of: directory).st_uid == disk.status(of: tmp).st_uid else {
      throw foreign(directory.path)
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
