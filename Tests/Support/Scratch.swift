import Foundation

/// A directory of a test's own, removed with it.
package final class Scratch: Sendable {
  package let path: String

  /// - Parameter inMemory: where there is a file system in memory: for tests that sync much.
  package init(inMemory: Bool = false) {
    let isThere = inMemory && FileManager.default.isWritableFile(atPath: "/dev/shm")
    path = (isThere ? "/dev/shm/" : NSTemporaryDirectory()) + "ledewatch-test-" + UUID().uuidString
    try! FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file, and the directories it lies in.
  @discardableResult
  package func write(_ text: String, to name: String, mode: Int = 0o644) -> String {
    let file = path(name)
    let directory = (file as NSString).deletingLastPathComponent
    try! FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    guard mode & 0o111 == 0 else {
      writeProgram(text, to: file, mode: mode)
      return file
    }
    try! Data(text.utf8).write(to: URL(fileURLWithPath: file))
    try! FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  /// Writes a file that can be executed at once.
  ///
  /// The kernel executes no file that any process has open for writing (ETXTBSY). A program that
  /// another test starts at the same moment holds every descriptor of this process until its `execve`,
  /// so another process writes the file.
  private func writeProgram(_ text: String, to file: String, mode: Int) {
    let output = try! Program(
      "/bin/sh", ["-c", #"cat >"$1" && chmod "$2" "$1""#, "sh", file, String(mode, radix: 8)]
    ).run(input: text)
    precondition(
      output.status == 0,
      "cannot write \(file): \(String(decoding: output.standardError, as: UTF8.self))")
  }

  package func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Removes a directory with its content, or a file.
  package func removeAll(_ name: String) {
    try! FileManager.default.removeItem(atPath: path(name))
  }

  package func list(_ name: String = "") -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
    } catch {
      // A directory that is not there has no files; one that cannot be read ends the tests.
      precondition(!FileManager.default.fileExists(atPath: path(name)), "\(error)")
      return []
    }
  }
}

extension Scratch {
  /// All files and directories of a scratch directory, without their permissions.
  package struct Content: Sendable {
    fileprivate var directories: [String]
    fileprivate var files: [(name: String, bytes: Data)]
  }

  package func content() -> Content {
    var content = Content(directories: [], files: [])
    // A directory precedes what is in it.
    for name in try! FileManager.default.subpathsOfDirectory(atPath: path).sorted() {
      if let bytes = FileManager.default.contents(atPath: path(name)) {
        content.files.append((name, bytes))
      } else {
        content.directories.append(name)
      }
    }
    return content
  }

  /// Creates a directory in memory with this content.
  package convenience init(_ content: Content) {
    self.init(inMemory: true)
    for name in content.directories {
      try! FileManager.default.createDirectory(
        atPath: path(name), withIntermediateDirectories: false)
    }
    for file in content.files {
      precondition(
        FileManager.default.createFile(atPath: path(file.name), contents: file.bytes),
        "cannot create \(path(file.name))")
    }
  }
}
