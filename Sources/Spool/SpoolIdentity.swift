import Glibc

/// Finding the spool, or making it.
extension SpoolDirectory {
  /// Opens the spool; makes one where there is none and the ledger knows of none.
  /// - Parameters:
  ///   - expected: the id the ledger knows. Another one, or none at the place, is an error
  ///     (not mounted, moved, replaced). Nil when the ledger knows none: then the spool that is
  ///     there is taken, and a missing one is made.
  ///   - newID: of a spool that is made.
  package static func open(
    _ directory: String, expecting expected: String?, newID: String = SpoolDirectory.randomID()
  ) throws(SpoolError) -> SpoolDirectory {
    try open(directory, expecting: expected, newID: newID, disk: Disk())
  }

  /// 128 random bits as hexadecimal digits.
  package static func randomID() -> String {
    (0..<4).map { _ in
      let digits = String(UInt32.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  static func open(
    _ directory: String, expecting expected: String?, newID: String, disk: Disk
  ) throws(SpoolError) -> SpoolDirectory {
    if let expected {
      let spool = SpoolDirectory(directory: directory, id: expected, disk: disk)
      try disk.checkOneFileSystem(spool.root())
      return spool
    }
    let root = try disk.makeDirectories(directory)
    for name in ["tmp", "new", "cur"] { try disk.makeDirectory(name, in: root) }
    try disk.checkOneFileSystem(root)
    let id: String
    if let found = try readID(in: root, disk) {
      id = found
    } else {
      id = newID
      // The id comes last: a spool that has one is complete.
      let tmp = try disk.openDirectory("tmp", in: root)
      try disk.remove(idFile, in: tmp)
      try disk.write(Array((id + "\n").utf8), to: idFile, in: tmp)
      try disk.rename(idFile, in: tmp, in: root)
      try disk.sync(tmp)
    }
    try disk.sync(root)
    return SpoolDirectory(directory: directory, id: id, disk: disk)
  }

  /// Nil where there is no id file.
  static func readID(in root: Disk.Directory, _ disk: Disk) throws(SpoolError) -> String? {
    let bytes: [UInt8]
    do {
      bytes = try disk.read(idFile, in: root, limit: 200)
    } catch  where error.errno == ENOENT {
      return nil
    }
    let line = bytes.prefix { $0 > 0x20 && $0 < 0x7f }
    guard !line.isEmpty, bytes.dropFirst(line.count).allSatisfy({ $0 == UInt8(ascii: "\n") }) else {
      throw SpoolError(
        stage: .identity, path: root.path(of: idFile), errno: 0,
        reason: "is no id file of a spool (damaged?); put back the one this spool had")
    }
    return String(decoding: line, as: UTF8.self)
  }

  static func missing(_ directory: String, errno code: Int32) -> SpoolError {
    SpoolError(
      stage: .identity, path: directory, errno: code,
      reason: "the spool the ledger knows is not here (\(idFile) is missing): not mounted, moved "
        + "or removed? Nothing was written")
  }

  static func foreign(_ directory: String, found: String, expected: String) -> SpoolError {
    SpoolError(
      stage: .identity, path: directory, errno: 0,
      reason: "this is another spool (\(found)) than the ledger knows (\(expected)). "
        + "Nothing was written")
  }
}

extension Disk {
  /// Renames work within one file system only.
  fileprivate func checkOneFileSystem(_ root: Directory) throws(SpoolError) {
    let tmp = try openDirectory("tmp", in: root)
    let new = try openDirectory("new", in: root)
    guard try device(of: tmp) == device(of: new) else {
      throw SpoolError(
        stage: .identity, path: root.path, errno: EXDEV,
        reason: "tmp/ and new/ must be on one file system")
    }
  }

  /// Makes a directory and those above it; the file system's rules and the umask decide about
  /// permissions.
  fileprivate func makeDirectories(_ path: String) throws(SpoolError) -> Directory {
    do {
      return try openDirectory(path)
    } catch  where error.errno == ENOENT {
      var made = ""
      for part in path.split(separator: "/") {
        made += "/" + part
        guard mkdir(made, 0o777) == 0 || errno == EEXIST else {
          throw SpoolError(.open, made, errno: errno)
        }
      }
      return try openDirectory(path)
    }
  }
}
