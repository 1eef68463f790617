import Basics
import Glibc

/// The system calls of the spool.
///
/// Each is restarted if it is interrupted, and each failure is a `SpoolError` with the path. Names
/// are relative to an open directory and symbolic links are not followed, so that nothing is written to
/// a spool that replaces this one meanwhile, or outside it.
struct Disk: Sendable {
  /// A kind of call that a test can let fail.
  enum Call: String, Sendable {
    case mkdir, open, write, sync, close, rename, unlink
  }

  /// Returns the `errno` with which the call for a path is to fail, or 0; set by tests.
  var injectedErrno: (@Sendable (Call, String) -> Int32)?

  /// An open directory; it is closed with the last reference.
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

  /// Opens a directory by its path. The path is the administrator's, so it may contain symbolic links.
  func openDirectory(_ path: String) throws(SpoolError) -> Directory {
    let descriptor = try call(.open, .open, path) {
      open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    return Directory(descriptor: descriptor, path: path)
  }

  func openDirectory(_ name: String, in parent: Directory) throws(SpoolError) -> Directory {
    let path = parent.path(of: name)
    let descriptor = try call(.open, .open, path) {
      openBeneath(parent.descriptor, name, O_RDONLY | O_DIRECTORY)
    }
    return Directory(descriptor: descriptor, path: path)
  }

  /// Makes a directory and opens it. The mode is subject to the umask; see `setPermissions`.
  /// - Returns: nil if the name existed.
  /// - Throws: `SpoolError`, also if what is opened is not what was made.
  func makeDirectory(
    _ name: String, in parent: Directory, mode: mode_t
  ) throws(SpoolError) -> Directory? {
    let path = parent.path(of: name)
    do {
      try call(.mkdir, .open, path) { mkdirat(parent.descriptor, name, mode & 0o777) }
    } catch  where error.errno == EEXIST {
      return nil
    }
    do throws(SpoolError) {
      let directory = try openDirectory(name, in: parent)
      let owner = try status(of: directory).st_uid
      // Some network file systems assign one owner to all files.
      let parentOwner = try status(of: parent).st_uid
      guard [geteuid(), parentOwner].contains(owner) else {
        throw SpoolError(
          stage: .open, path: path, errno: 0, reason: "it was replaced while it was made")
      }
      return directory
    } catch {
      try? remove(name, isDirectory: true, in: parent)
      throw error
    }
  }

  /// Sets the permissions of a directory, and keeps its set-group-ID bit if possible: systemd's
  /// RestrictSUIDSGID refuses calls that contain it. Errors are ignored, because a file system without
  /// permissions refuses all such calls.
  func setPermissions(_ mode: mode_t, of directory: Directory) throws(SpoolError) {
    let current = try status(of: directory).st_mode
    guard current & 0o777 != mode & 0o777 else { return }
    if fchmod(directory.descriptor, current & 0o7000 | mode & 0o777) != 0 {
      _ = fchmod(directory.descriptor, mode & 0o777)
    }
  }

  func status(of directory: Directory) throws(SpoolError) -> stat {
    var status = stat()
    guard fstat(directory.descriptor, &status) == 0 else {
      throw SpoolError(.read, directory.path, errno: errno)
    }
    return status
  }

  /// Returns the status of a name, of a symbolic link itself; nil if it does not exist.
  func status(of name: String, in directory: Directory) throws(SpoolError) -> stat? {
    var status = stat()
    if fstatat(directory.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
    let code = errno
    if code == ENOENT { return nil }
    throw SpoolError(.read, directory.path(of: name), errno: code)
  }

  /// Returns whether a name exists in a directory; symbolic links are not followed.
  func exists(_ name: String, in directory: Directory) throws(SpoolError) -> Bool {
    try status(of: name, in: directory) != nil
  }

  /// Writes a new file; an existing file is an error.
  /// - Parameters:
  ///   - mode: the permissions of the file, whatever the umask is.
  ///   - isSynced: whether the file must survive a power failure.
  func write(
    _ bytes: [UInt8], to name: String, in directory: Directory, mode: mode_t, isSynced: Bool = true
  ) throws(SpoolError) {
    let path = directory.path(of: name)
    let descriptor = try call(.open, .open, path) {
      openBeneath(directory.descriptor, name, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    }
    do {
      var made = stat()
      if fstat(descriptor, &made) == 0, made.st_mode & 0o777 != mode {
        _ = fchmod(descriptor, mode)
      }
      try write(bytes, to: descriptor, path)
      if isSynced { try call(.sync, .sync, path) { fsync(descriptor) } }
    } catch {
      _ = Glibc.close(descriptor)
      throw error
    }
    // Linux releases the descriptor even if close is interrupted, so it must not be closed twice.
    let injected = injectedErrno?(.close, path) ?? 0
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

  /// Renames a name unless the new one exists.
  /// - Returns: False if the new name exists.
  func renameWithoutReplacing(
    _ name: String, in old: Directory, to newName: String, in new: Directory
  ) throws(SpoolError) -> Bool {
    do {
      try call(.rename, .rename, old.path(of: name)) {
        Basics.renameWithoutReplacing(old.descriptor, name, new.descriptor, newName)
      }
      return true
    } catch  where [EEXIST, ENOTEMPTY, ENOTDIR, EISDIR].contains(error.errno) {
      return false
    }
  }

  /// Removes a file or an empty directory, if it exists.
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

  /// Returns the names in a directory without `.` and `..`, in the order of the file system.
  func names(in directory: Directory) throws(SpoolError) -> [String] {
    // The stream needs a descriptor of its own: it has a position and closes the descriptor.
    let descriptor = try call(.open, .open, directory.path) {
      openBeneath(directory.descriptor, ".", O_RDONLY | O_DIRECTORY)
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

  /// Returns the content of a regular file.
  /// - Parameters:
  ///   - maximumBytes: the size above which the file is not read.
  ///   - isOwn: whether the file must belong to this user and have no other name.
  func read(
    _ name: String, in directory: Directory, maximumBytes: Int, isOwn: Bool = false
  ) throws(SpoolError) -> [UInt8] {
    let path = directory.path(of: name)
    // Non-blocking: a consumer may have put a pipe there.
    let descriptor = try call(.open, .read, path) {
      openBeneath(directory.descriptor, name, O_RDONLY | O_NONBLOCK)
    }
    defer { _ = Glibc.close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SpoolError(stage: .read, path: path, errno: 0, reason: "not a regular file")
    }
    guard !isOwn || status.st_uid == geteuid() && status.st_nlink == 1 else {
      throw SpoolError(
        stage: .read, path: path, errno: 0, reason: "a file of another user, or with another name")
    }
    guard status.st_size <= maximumBytes else {
      throw SpoolError(
        stage: .read, path: path, errno: 0, reason: "larger than \(maximumBytes) bytes")
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

  /// Repeats a system call while it is interrupted; another negative result is an error.
  @discardableResult
  private func call<Result: SignedInteger>(
    _ kind: Call?, _ stage: SpoolError.Stage, _ path: String, _ body: () -> Result
  ) throws(SpoolError) -> Result {
    while true {
      if let kind, let code = injectedErrno?(kind, path), code != 0 {
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
