import Basics
import Glibc

/// The directory of the ledger and of the files beside it, held open.
///
/// Names are looked up in this directory without following symbolic links. The directory belongs to
/// the user of the process, so nobody else can exchange its files for others.
package final class StateDirectory: Sendable {
  package let path: String
  private let descriptor: Int32

  /// Opens the directory. The path is the administrator's, so it may contain symbolic links.
  /// - Throws: `LedgerError` if there is no such directory, or if it belongs to another user.
  package init(_ path: String) throws(LedgerError) {
    self.path = path
    descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      if code == EACCES, StateDirectory.isForeign(path) { throw StateDirectory.foreignError(path) }
      throw LedgerError(path: path, reason: String(cString: strerror(code)))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else {
      throw StateDirectory.foreign(path, owner: status.st_uid)
    }
  }

  /// Opens the directory that contains a file.
  convenience init(of file: String) throws(LedgerError) {
    try self.init(StateDirectory.directory(of: file))
  }

  deinit { close(descriptor) }

  /// Makes the directory if it is missing, and opens it. Nobody else may read it: a lock can be held
  /// through a descriptor that is open for reading.
  /// - Parameter spool: the path of the spool. If it is below the directory, others may still pass
  ///   through, as far as they could.
  /// - Returns: The directory, and whether others lost the permission to write to it.
  /// - Throws: `LedgerError`
  package static func create(
    _ path: String, passingTo spool: String
  ) throws(LedgerError) -> (directory: StateDirectory, wasWritable: Bool) {
    if access(path, F_OK) != 0 { try make(path) }
    let directory = try StateDirectory(path)
    var status = stat()
    fstat(directory.descriptor, &status)
    let passable: mode_t = (spool + "/").hasPrefix(path + "/") ? 0o011 : 0
    let mode = status.st_mode & 0o700 | status.st_mode & passable
    if status.st_mode & 0o777 != mode { fchmod(directory.descriptor, mode) }
    return (directory, status.st_mode & 0o022 != 0)
  }

  /// Whether a state directory belongs to another user, or cannot be reached by this one.
  package static func isForeign(_ path: String) -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_uid != geteuid() }
    return errno == EACCES
  }

  /// Returns the error that tells that a state directory belongs to another user.
  package static func foreignError(_ path: String) -> LedgerError {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return LedgerError(path: path, reason: String(cString: strerror(errno)))
    }
    return foreign(path, owner: status.st_uid)
  }

  private static func make(_ path: String) throws(LedgerError) {
    var made = ""
    let parts = path.split(separator: "/")
    for (index, part) in parts.enumerated() {
      made += "/" + part
      let mode: mode_t = index == parts.count - 1 ? 0o700 : 0o777
      if mkdir(made, mode) == 0 { continue }
      let code = errno
      guard code == EEXIST || access(made, F_OK) == 0 else {
        throw LedgerError(
          path: path,
          reason: "cannot create the directory \(made): \(String(cString: strerror(code)))")
      }
    }
  }

  static func directory(of file: String) -> String {
    let end = file.lastIndex(of: "/") ?? file.startIndex
    return end == file.startIndex ? "/" : String(file[..<end])
  }

  static func name(of file: String) -> String {
    String(file[(file.lastIndex(of: "/").map(file.index(after:)) ?? file.startIndex)...])
  }
}

// MARK: - Files

extension StateDirectory {
  /// Opens a regular file of the process's own with one name; `O_CREAT` makes it for its owner only.
  /// - Returns: The descriptor; nil if the file does not exist.
  /// - Throws: `LedgerError`, also for a link, a pipe, or a file of another user.
  func open(_ name: String, _ flags: Int32) throws(LedgerError) -> Int32? {
    // A pipe would block the process.
    let file = openBeneath(descriptor, name, flags | O_NONBLOCK, mode: 0o600)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw error(name, errno == ELOOP ? "it is a symbolic link" : String(cString: strerror(errno)))
    }
    var status = stat()
    fstat(file, &status)
    do {
      try verify(name, status)
    } catch {
      close(file)
      throw error
    }
    if status.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
    return file
  }

  /// Returns the first bytes of a file; nil if it cannot be read.
  package func read(_ name: String, maximumBytes: Int) -> [UInt8]? {
    guard let file = try? open(name, O_RDONLY) else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: maximumBytes)
    let count = Glibc.read(file, &bytes, bytes.count)
    return count >= 0 ? Array(bytes[..<count]) : nil
  }

  /// Writes a small file. Errors are ignored.
  package func write(_ bytes: [UInt8], to name: String) {
    guard let file = try? open(name, O_WRONLY | O_CREAT) else { return }
    // Not by O_TRUNC, which would take effect before the file is verified.
    ftruncate(file, 0)
    _ = Glibc.write(file, bytes, bytes.count)
    close(file)
  }

  func sync() throws(LedgerError) {
    guard fsync(descriptor) == 0 else {
      throw LedgerError(path: path, reason: String(cString: strerror(errno)))
    }
  }

  func remove(_ name: String) { unlinkat(descriptor, name, 0) }

  func exists(_ name: String) -> Bool { status(of: name) != nil }

  /// Returns the status of a name, of a symbolic link itself; nil if it cannot be determined.
  func status(of name: String) -> stat? {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  private func verify(_ name: String, _ status: stat) throws(LedgerError) {
    guard status.st_mode & S_IFMT == S_IFREG else { throw error(name, "it is not a regular file") }
    guard status.st_uid == geteuid() else {
      throw StateDirectory.foreign(path + "/" + name, owner: status.st_uid)
    }
    guard status.st_nlink <= 1 else {
      throw error(
        name, "it has \(status.st_nlink) names (hard links), so others may change it; copy it")
    }
  }

  private func error(_ name: String, _ reason: String) -> LedgerError {
    LedgerError(path: path + "/" + name, reason: reason)
  }

  fileprivate static func foreign(_ path: String, owner: uid_t) -> LedgerError {
    let name = getpwuid(owner).map { String(cString: $0.pointee.pw_name) } ?? "\(owner)"
    return LedgerError(
      path: path,
      reason:
        "it belongs to the user \(name); run ledewatch as that user (sudo -u \(name) ledewatch …)"
    )
  }
}

// MARK: - Notes

extension StateDirectory {
  /// Returns the text of a note; nil if there is none. A note is the target of a symbolic link: a short
  /// target is stored in the inode, so that a note of up to 59 bytes can be written on a full disk.
  package func note(_ name: String) -> String? {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = bytes.withUnsafeMutableBytes {
      readlinkat(descriptor, name, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  /// Returns the time at which a note was set; nil if there is none.
  package func noteTime(_ name: String) -> Timestamp? {
    status(of: name).map { Timestamp(secondsSinceEpoch: Double($0.st_mtim.tv_sec)) }
  }

  /// Replaces a note. Errors are ignored.
  package func setNote(_ name: String, to text: String) {
    unlinkat(descriptor, name, 0)
    symlinkat(text, descriptor, name)
  }

  /// Removes a note.
  /// - Returns: False if it cannot be removed.
  package func removeNote(_ name: String) -> Bool { unlinkat(descriptor, name, 0) == 0 }
}

// MARK: - Databases

extension StateDirectory {
  /// Verifies the files of a database before and after SQLite opens them, which it does by path. A
  /// missing database is made, so that nobody else may read it; SQLite gives its permissions to the
  /// files beside it.
  /// - Throws: `LedgerError` if a file is not a regular file of the process's own with one name.
  static func withDatabase<Value>(
    _ database: String, mayCreate: Bool = true, _ body: () throws -> Value
  ) throws -> Value {
    let directory = try StateDirectory(of: database)
    let name = name(of: database)
    try directory.verifyDatabase(name)
    if mayCreate {
      // An existing database is not opened here: closing it again would release the locks that SQLite
      // holds on it in this process.
      if !directory.exists(name), let file = try directory.open(name, O_RDWR | O_CREAT) {
        close(file)
      }
      directory.hideDatabase(name)
    }
    let value = try body()
    try directory.verifyDatabase(name)
    return value
  }

  /// The endings of the files that SQLite keeps for a database.
  private static let databaseSuffixes = ["", "-wal", "-shm", "-journal"]

  private func verifyDatabase(_ name: String) throws(LedgerError) {
    for file in StateDirectory.databaseSuffixes.map({ name + $0 }) {
      if let status = status(of: file) { try verify(file, status) }
    }
  }

  /// Takes the permissions of others from a database whose files were verified.
  private func hideDatabase(_ name: String) {
    for file in StateDirectory.databaseSuffixes.map({ name + $0 }) {
      if let status = status(of: file), status.st_mode & 0o077 != 0 {
        fchmodat(descriptor, file, 0o600, 0)
      }
    }
  }
}
