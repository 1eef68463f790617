import Foundation
import Glibc

/// The sizes of files.
enum FileSize {
  /// The number of files above which a directory is not measured.
  private static let maximumFiles = 500_000

  /// Returns the size of a file; nil if it cannot be told.
  static func bytes(_ path: String) -> Int? {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Returns the size of all files below a directory; nil if there are too many, or it cannot be read.
  /// Symbolic links are not followed.
  static func bytesBelow(_ path: String) -> Int? {
    guard let files = FileManager.default.enumerator(atPath: path) else { return nil }
    var (sum, count) = (0, 0)
    for case let name as String in files {
      count += 1
      guard count <= maximumFiles else { return nil }
      var status = stat()
      guard lstat(path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      sum += Int(status.st_size)
    }
    return sum
  }
}
