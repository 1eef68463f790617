import Foundation
import Glibc

/// The page that broke a source, one per source, kept beside the ledger for a person to look at.
struct CapturedPages: Sendable {
  let directory: String

  /// Bytes of a page that are kept.
  static let longest = 2 << 20

  func path(_ source: String) -> String { "\(directory)/\(source).html" }

  /// Best effort: a page that can't be kept breaks nothing.
  func keep(_ page: [UInt8], source: String) {
    mkdir(directory, 0o755)
    let path = path(source)
    let file = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { return }
    let count = min(page.count, CapturedPages.longest)
    let written = page.withUnsafeBytes { write(file, $0.baseAddress, count) }
    close(file)
    if written == count { rename(path + ".part", path) } else { unlink(path + ".part") }
  }

  func forget(_ source: String) { unlink(path(source)) }
}
