import Glibc

extension SpoolDirectory {
  /// Opens the spool, or creates it if there is none and the ledger does not know one.
  /// - Parameters:
  ///   - expected: the id that the ledger stores. A spool without an id or with another one was moved,
  ///     replaced or is not mounted, which is an error. Nil if the ledger stores none: an existing
  ///     spool is then adopted, and a missing one is created.
  ///   - newID: the id of a spool that is created.
  package static func open(
    _ directory: String, expecting expected: String?, newID: String = SpoolDirectory.randomID()
  ) throws(SpoolError) -> SpoolDirectory {
    try open(directory, expecting: expected, newID: newID, disk: Disk())
  }

  /// Verifies that the spool with this id is there, without writing to it.
  /// - Throws: `SpoolError` if the spool is missing or is another one.
  package static func verify(_ directory: String, id: String) throws(SpoolError) {
    _ = try SpoolDirectory(directory: directory, id: id, disk: Disk()).root()
  }

  /// Returns 128 random bits as hexadecimal digits.
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
      var spool = SpoolDirectory(directory: directory, id: expected, disk: disk)
      spool.layoutChanges = try spool.prepareLayout(spool.root(), isNew: false)
      return spool
    }
    let root = try disk.makeDirectories(directory)
    let storedID = try readID(in: root, disk)
    var spool = SpoolDirectory(directory: directory, id: storedID ?? newID, disk: disk)
    spool.layoutChanges = try spool.prepareLayout(root, isNew: storedID == nil)
    guard storedID == nil else {
      try disk.sync(root)
      return spool
    }
    // The id is written last, so that a spool with an id is complete.
    let tmp = try spool.open("tmp", in: root)
    try disk.remove(idFile, in: tmp)
    let permissions = try disk.status(of: root).st_mode & 0o666
    try disk.write(Array((newID + "\n").utf8), to: idFile, in: tmp, mode: permissions)
    try disk.rename(idFile, in: tmp, in: root)
    try disk.sync(tmp)
    try disk.sync(root)
    return spool
  }

  /// Returns the content of the id file; nil if there is none.
  static func readID(in root: Disk.Directory, _ disk: Disk) throws(SpoolError) -> String? {
    let bytes: [UInt8]
    do {
      bytes = try disk.read(idFile, in: root, maximumBytes: 200)
    } catch  where error.errno == ENOENT {
      return nil
    }
    let line = bytes.prefix { $0 > 0x20 && $0 < 0x7f }
    guard !line.isEmpty, bytes.dropFirst(line.count).allSatisfy({ $0 == UInt8(ascii: "\n") }) else {
      throw SpoolError(
        stage: .identity, path: root.path(of: idFile), errno: 0,
        reason: "the id file of the spool is damaged; restore it from a backup")
    }
    return String(decoding: line, as: UTF8.self)
  }

  static func missing(_ directory: String, errno code: Int32) -> SpoolError {
    SpoolError(
      stage: .identity, path: directory, errno: code,
      reason:
        "\(idFile) is missing: the spool is not mounted, or was moved or removed; mount it or "
        + "correct “spool:”. Nothing was written")
  }

  static func replaced(_ directory: String, found: String, expected: String) -> SpoolError {
    SpoolError(
      stage: .identity, path: directory, errno: 0,
      reason: "this is another spool (\(found)) than the one of the ledger (\(expected)); correct "
        + "“spool:” or “state:”. Nothing was written")
  }
}

extension Disk {
  /// Makes a directory and its parents, with the permissions that the umask leaves.
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
