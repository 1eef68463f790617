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
    try! Data(text.utf8).write(to: URL(fileURLWithPath: file))
    try! FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  package func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
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
