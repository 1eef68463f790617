import Glibc

/// Opens files that the configuration or the command line names.
package enum RegularFile {
  /// The reason why a file cannot be opened.
  package struct OpeningError: Error, Hashable, Sendable {
    package var errno: Int32
    /// The thing at the path instead of a file: `a FIFO`; nil if `errno` says it all.
    package var kind: String?
  }

  /// Opens a regular file or the null device for reading. Anything else is refused: the opening of a
  /// FIFO would wait for a writer, that of a device may change its state, and neither has an end.
  /// - Returns: The descriptor, which the caller closes.
  package static func open(_ path: String) throws(OpeningError) -> Int32 {
    var status = stat()
    guard stat(path, &status) == 0 else { throw OpeningError(errno: errno) }
    if let error = error(for: status) { throw error }
    // What is at the path may have changed meanwhile.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw OpeningError(errno: errno) }
    if let error = fstat(descriptor, &status) == 0
      ? error(for: status) : OpeningError(errno: errno)
    {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  private static func error(for status: stat) -> OpeningError? {
    switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: OpeningError(errno: EISDIR)
    case S_IFIFO: OpeningError(errno: EINVAL, kind: "a FIFO")
    case S_IFSOCK: OpeningError(errno: EINVAL, kind: "a socket")
    // The null device is an empty file by convention. Its number is that of Linux (devices.txt).
    case S_IFCHR where status.st_rdev == 0x103: nil
    case S_IFCHR, S_IFBLK: OpeningError(errno: EINVAL, kind: "a device")
    default: OpeningError(errno: EINVAL, kind: "something else")
    }
  }
}
