import Foundation
import Glibc

/// A file that appears complete, by a rename, or not at all.
final class AtomicFile {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  private var isFinished = false

  /// - Parameters:
  ///   - keepsAttributes: whether owner and permissions of an existing file are kept.
  ///   - advice: what to do if the path is no regular file.
  /// - Throws: `CommandError` if it cannot be written.
  init(_ path: String, keepsAttributes: Bool = false, advice: String = "") throws {
    self.path = path
    var status = stat()
    let exists = lstat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      throw AtomicFile.error(path, "it is no regular file" + (advice.isEmpty ? "" : "; " + advice))
    }
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let name = path.dropFirst(directory.count)
    guard !name.isEmpty, name != ".", name != ".." else {
      throw AtomicFile.error(path, "it is no name of a file")
    }
    draft = "\(directory).\(name.prefix(200)).\(getpid())"
    descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw AtomicFile.error(path, FileError.reason(errno)) }
    guard keepsAttributes, exists else { return }
    // Only root can give a file away. The group may stay that of the process, which then gets no permission.
    let keepsGroup = fchown(descriptor, status.st_uid, status.st_gid) == 0
    guard fchmod(descriptor, status.st_mode & (keepsGroup ? 0o7777 : 0o707)) == 0 else {
      throw AtomicFile.error(path, FileError.reason(errno))
    }
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(draft) }
  }

  func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw AtomicFile.error(path, FileError.reason(errno))
      }
      written += count
    }
  }

  /// Syncs the file and gives it its name.
  func finish() throws {
    guard fsync(descriptor) == 0, rename(draft, path) == 0 else {
      throw AtomicFile.error(path, FileError.reason(errno))
    }
    isFinished = true
  }

  private static func error(_ path: String, _ reason: String) -> CommandError {
    CommandError(Terminal.safe("cannot write \(path): \(reason)"), .cannotCreate)
  }
}
