import Foundation
import Glibc

/// The owner, mode and kind of a file or directory.
struct PathStatus {
  let path: String
  let status: stat

  /// Returns nil if the path does not exist or cannot be reached.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.path = path
    self.status = status
  }

  var isDirectory: Bool { status.st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { status.st_mode & S_IFMT == S_IFREG }
  /// Whether the user of this process owns it.
  var isOwn: Bool { status.st_uid == geteuid() }
  /// Whether the user of this process or root owns it, so that nobody else can change it.
  var isTrusted: Bool { isOwn || status.st_uid == 0 }
  var isReadableByOthers: Bool { status.st_mode & 0o044 != 0 }
  var isWritableByGroup: Bool { status.st_mode & 0o020 != 0 }
  var isWritableByAll: Bool { status.st_mode & 0o002 != 0 && status.st_mode & S_ISVTX == 0 }

  /// The mode in octal digits: `0750`.
  var mode: String {
    let digits = String(status.st_mode & 0o7777, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  var owner: String {
    getpwuid(status.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "\(status.st_uid)"
  }

  /// The nearest directory above a path that exists.
  static func nearestParent(of path: String) -> PathStatus? {
    var path = path
    while path.count > 1 {
      path = (path as NSString).deletingLastPathComponent
      if let status = PathStatus(path) { return status }
    }
    return PathStatus("/")
  }

  /// Returns a phrase that says who else can replace a file, or a directory above it; nil if only this user
  /// and root can.
  static func replacement(of path: String) -> String? {
    var path = path
    while true {
      if let status = PathStatus(path) {
        if status.isWritableByAll { return "all users can write to \(path) (mode \(status.mode))" }
        if !status.isTrusted { return "\(path) belongs to the user \(status.owner)" }
      }
      guard path.count > 1 else { return nil }
      path = (path as NSString).deletingLastPathComponent
    }
  }
}
