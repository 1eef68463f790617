import Glibc

/// Where a value of the configuration stands, and what it may refer to.
struct ConfigurationContext: Sendable {
  /// As shown in messages.
  var file: String
  /// Relative paths begin there; absolute.
  var directory: String
  var environment: [String: String]
  var files: ConfigurationFileSystem
}

/// The files a configuration is read from; tests put their own here.
package struct ConfigurationFileSystem: Sendable {
  /// The content of a file of at most so many bytes.
  package var read: @Sendable (String, Int) throws(FileError) -> [UInt8]
  /// The names in a directory; empty where there is none.
  package var names: @Sendable (String) throws(FileError) -> [String]
  /// Why a program can't be run; nil when it can.
  package var obstacle: @Sendable (String) -> String?

  package init(
    read: @escaping @Sendable (String, Int) throws(FileError) -> [UInt8],
    names: @escaping @Sendable (String) throws(FileError) -> [String],
    obstacle: @escaping @Sendable (String) -> String?
  ) {
    self.read = read
    self.names = names
    self.obstacle = obstacle
  }

  package struct FileError: Error, Hashable, CustomStringConvertible {
    package var errno: Int32
    package var description: String

    package init(errno: Int32, description: String? = nil) {
      self.errno = errno
      self.description = description ?? String(cString: strerror(errno))
    }
  }

  /// The machine's.
  package static let system = ConfigurationFileSystem(
    read: { (path, limit) throws(FileError) in
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError(errno: errno) }
      defer { close(descriptor) }
      var bytes = [UInt8](repeating: 0, count: limit + 1)
      var filled = 0
      while filled < bytes.count {
        let start = filled
        let count = bytes.withUnsafeMutableBytes {
          Glibc.read(descriptor, $0.baseAddress! + start, $0.count - start)
        }
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw FileError(errno: errno) }
        if count == 0 { return Array(bytes.prefix(filled)) }
        filled += count
      }
      throw FileError(errno: EFBIG, description: "longer than \(limit) bytes")
    },
    names: { (path) throws(FileError) in
      guard let directory = opendir(path) else {
        if errno == ENOENT { return [] }
        throw FileError(errno: errno)
      }
      defer { closedir(directory) }
      var names: [String] = []
      while let entry = readdir(directory) {
        names.append(
          withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
              String(cString: $0)
            }
          })
      }
      return names
    },
    obstacle: { path in
      var status = stat()
      if stat(path, &status) != 0 { return String(cString: strerror(errno)) }
      if status.st_mode & S_IFMT != S_IFREG { return "not a file" }
      return access(path, X_OK) == 0 ? nil : "not executable (chmod +x?)"
    })
}
