import Basics
import Glibc
import Web

/// The file operations that loading a configuration needs. Tests replace them.
package struct ConfigurationFileSystem: Sendable {
  /// Returns the content of the file at a path. Throws if it has more than a number of bytes.
  package var read: @Sendable (_ path: String, _ maximumBytes: Int) throws(FileError) -> [UInt8]
  /// Returns the names in a directory; empty if there is no such directory.
  package var names: @Sendable (_ directory: String) throws(FileError) -> [String]
  /// Returns the reason why a program cannot be run; nil if it can.
  package var executionError: @Sendable (_ path: String) -> String?
  /// Returns the permission bits of a file; nil if they cannot be read.
  package var permissions: @Sendable (_ path: String) -> UInt32?
  /// Returns the reason why a path is no directory and none can be made there; nil if it is one, or if its
  /// parent is.
  package var directoryError: @Sendable (_ path: String) -> String?

  package init(
    read: @escaping @Sendable (String, Int) throws(FileError) -> [UInt8],
    names: @escaping @Sendable (String) throws(FileError) -> [String],
    executionError: @escaping @Sendable (String) -> String?,
    permissions: @escaping @Sendable (String) -> UInt32? = { _ in nil },
    directoryError: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.read = read
    self.names = names
    self.executionError = executionError
    self.permissions = permissions
    self.directoryError = directoryError
  }

  package struct FileError: Error, Hashable, CustomStringConvertible {
    package var errno: Int32
    /// The reason in plain words: `permission denied`.
    package var description: String

    package init(errno: Int32, description: String? = nil) {
      self.errno = errno
      self.description = description ?? FileError.text(of: errno)
    }

    /// Returns the system's text for an error number, with a lowercase first letter.
    fileprivate static func text(of errno: Int32) -> String {
      let text = String(cString: strerror(errno))
      // "Input/output error" but not "RFS specific error".
      let isWord = text.dropFirst().first?.isLowercase ?? false
      return isWord ? text.prefix(1).lowercased() + text.dropFirst() : text
    }
  }

  /// The file system of the machine.
  package static let system = ConfigurationFileSystem(
    read: { (path, maximumBytes) throws(FileError) in
      try content(of: path, maximumBytes: maximumBytes)
    },
    names: { (directory) throws(FileError) in try fileNames(in: directory) },
    executionError: { path in
      var status = stat()
      if stat(path, &status) != 0 { return FileError.text(of: errno) }
      if status.st_mode & S_IFMT != S_IFREG { return "not a file" }
      return access(path, X_OK) == 0 ? nil : "not executable (chmod +x?)"
    },
    permissions: { path in
      var status = stat()
      return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    },
    directoryError: { path in
      var status = stat()
      if stat(path, &status) == 0 {
        return status.st_mode & S_IFMT == S_IFDIR ? nil : "not a directory"
      }
      guard errno == ENOENT else { return FileError.text(of: errno) }
      let parent = path.split(separator: "/").dropLast().joined(separator: "/")
      guard stat("/" + parent, &status) == 0 else {
        return "there is no directory /\(parent)"
      }
      return status.st_mode & S_IFMT == S_IFDIR ? nil : "/\(parent) is not a directory"
    })

  private static func content(of path: String, maximumBytes: Int) throws(FileError) -> [UInt8] {
    let descriptor: Int32
    do { descriptor = try RegularFile.open(path) } catch {
      throw FileError(
        errno: error.errno, description: error.kind.map { "it is \($0), not a file" })
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
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
    throw FileError(errno: EFBIG, description: "larger than \(Measure.size(maximumBytes))")
  }

  private static func fileNames(in path: String) throws(FileError) -> [String] {
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
  }
}
