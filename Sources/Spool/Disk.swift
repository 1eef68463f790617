import Glibc

/// The system calls of the spool: each restarted when interrupted, each failure a `SpoolError`
/// that names the path. Names are relative to an open directory, so that a spool that is replaced
/// under our hands is not written to.
struct Disk: Sendable {
  /// A call that is about to be made, for tests that let it fail.
  enum Call: String, Sendable {
    case mkdir, open, write, sync, close, rename, unlink
  }

  /// Asked before each call; a number other than 0 is the `errno` it then fails with.
  var fault: (@Sendable (Call, String) -> Int32)?

  /// An open directory; closed when it goes.
  final class Directory: Sendable {
    let descriptor: Int32
    let path: String

    fileprivate init(descriptor: Int32, path: String) {
      self.descriptor = descriptor
      self.path = path
    }

    deinit { _ = Glibc.close(descriptor) }

    func path(of name: String) -> String { path + "/" + name }
  }

  func openDirectory(_ path: String) throws(SpoolError) -> Directory {
    try openDirectory(path, at: AT_FDCWD, shown: path)
  }

  func openDirectory(_ name: String, in parent: Directory) throws(SpoolError) -> Directory {
    try openDirectory(name, at: parent.descriptor, shown: parent.path(of: name))
  }

  private func openDirectory(_ name: String, at parent: Int32, shown path: String)
    throws(SpoolError) -> Directory
  {
    let descriptor = try call(.open, .open, path) {
      openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    return Directory(descriptor: descriptor, path: path)
  }

  /// Makes a directory with the permissions of its parent: whoever may take entries out of the
  /// spool may take each of them.
  /// - Returns: False when it was there already.
  @discardableResult
  func makeDirectory(_ name: String, in parent: Directory) throws(SpoolError) -> Bool {
    let path = parent.path(of: name)
    let wanted = try mode(of: parent) & 0o777
    do {
      try call(.mkdir, .open, path) { mkdirat(parent.descriptor, name, wanted) }
    } catch  where error.errno == EEXIST {
      return false
    }
    // What the umask took away. The bit that hands on the group is inherited, and must not be
    // named needlessly: systemd's RestrictSUIDSGID refuses such calls. A file system without
    // permissions refuses all of them; that is no reason to spool nothing.
    var made = stat()
    if fstatat(parent.descriptor, name, &made, AT_SYMLINK_NOFOLLOW) == 0,
      made.st_mode & 0o777 != wanted
    {
      _ = fchmodat(parent.descriptor, name, made.st_mode & 0o7000 | wanted, 0)
    }
    return true
  }

  func mode(of directory: Directory) throws(SpoolError) -> mode_t {
    var status = stat()
    guard fstat(directory.descriptor, &status) == 0 else {
      throw SpoolError(.read, directory.path, errno: errno)
    }
    return status.st_mode
  }

  func device(of directory: Directory) throws(SpoolError) -> dev_t {
    var status = stat()
    guard fstat(directory.descriptor, &status) == 0 else {
      throw SpoolError(.read, directory.path, errno: errno)
    }
    return status.st_dev
  }

  /// Whether there is something of that name; a link counts as itself.
  func exists(_ name: String, in directory: Directory) throws(SpoolError) -> Bool {
    var status = stat()
    if fstatat(directory.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return true }
    let code = errno
    if code == ENOENT { return false }
    throw SpoolError(.read, directory.path(of: name), errno: code)
  }

  /// Writes a new file and syncs it; what is there already is an error.
  func write(_ bytes: [UInt8], to name: String, in directory: Directory) throws(SpoolError) {
    let path = directory.path(of: name)
    let mode = try mode(of: directory) & 0o666
    let descriptor = try call(.open, .open, path) {
      openat(
        directory.descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    }
    do {
      var made = stat()
      if fstat(descriptor, &made) == 0, made.st_mode & 0o777 != mode {
        _ = fchmod(descriptor, mode)
      }
      try write(bytes, to: descriptor, path)
      try call(.sync, .sync, path) { fsync(descriptor) }
    } catch {
      _ = Glibc.close(descriptor)
      throw error
    }
    // Linux lets go of the descriptor even when close is interrupted: never close twice.
    let injected = fault?(.close, path) ?? 0
    let result = Glibc.close(descriptor)
    let code = injected != 0 ? injected : (result == 0 || errno == EINTR ? 0 : errno)
    if code != 0 { throw SpoolError(.close, path, errno: code) }
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(SpoolError) {
    var written = 0
    while written < bytes.count {
      let start = written
      written += try call(.write, .write, path) {
        bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start) }
      }
    }
  }

  func sync(_ directory: Directory) throws(SpoolError) {
    try call(.sync, .sync, directory.path) { fsync(directory.descriptor) }
  }

  func rename(_ name: String, in old: Directory, to newName: String? = nil, in new: Directory)
    throws(SpoolError)
  {
    try call(.rename, .rename, old.path(of: name)) {
      renameat(old.descriptor, name, new.descriptor, newName ?? name)
    }
  }

  /// Removes a file or an empty directory; no error where there is none.
  func remove(_ name: String, isDirectory: Bool = false, in directory: Directory)
    throws(SpoolError)
  {
    do {
      try call(.unlink, .remove, directory.path(of: name)) {
        unlinkat(directory.descriptor, name, isDirectory ? AT_REMOVEDIR : 0)
      }
    } catch  where error.errno == ENOENT {
      return
    }
  }

  /// The names in a directory, without `.` and `..`.
  func names(in directory: Directory) throws(SpoolError) -> [String] {
    // A descriptor of its own: the stream keeps a position in it and closes it.
    let descriptor = try call(.open, .open, directory.path) {
      openat(directory.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let stream = fdopendir(descriptor) else {
      let code = errno
      _ = Glibc.close(descriptor)
      throw SpoolError(.read, directory.path, errno: code)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        let code = errno
        if code != 0 { throw SpoolError(.read, directory.path, errno: code) }
        return names
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
  }

  /// The content of a regular file.
  /// - Parameter limit: more bytes than that are an error.
  func read(_ name: String, in directory: Directory, limit: Int) throws(SpoolError) -> [UInt8] {
    let path = directory.path(of: name)
    // Not blocking, for what lies there may be a pipe that somebody put there.
    let descriptor = try call(.open, .read, path) {
      openat(directory.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    defer { _ = Glibc.close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SpoolError(stage: .read, path: path, errno: 0, reason: "not a regular file")
    }
    guard status.st_size <= limit else {
      throw SpoolError(stage: .read, path: path, errno: 0, reason: "more than \(limit) bytes")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let start = filled
      let count = try call(nil, .read, path) {
        bytes.withUnsafeMutableBytes {
          Glibc.read(descriptor, $0.baseAddress! + start, $0.count - start)
        }
      }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes.prefix(filled))
  }

  /// Makes a system call until it is not interrupted; a negative result is an error.
  @discardableResult
  private func call<Result: SignedInteger>(
    _ kind: Call?, _ stage: SpoolError.Stage, _ path: String, _ body: () -> Result
  ) throws(SpoolError) -> Result {
    while true {
      if let kind, let code = fault?(kind, path), code != 0 {
        if code == EINTR { continue }
        throw SpoolError(stage, path, errno: code)
      }
      let result = body()
      if result >= 0 { return result }
      let code = errno
      if code != EINTR { throw SpoolError(stage, path, errno: code) }
    }
  }
}
