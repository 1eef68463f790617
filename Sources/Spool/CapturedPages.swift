import Foundation
import Glibc

/// The page that broke a source, one per source, kept beside the ledger for a person to look at.
package struct CapturedPages: Sendable {
  package let directory: String

  package init(directory: String) { self.directory = directory }

  /// Bytes of a page that are kept.
  static let longest = 2 << 20

  package func path(_ source: String) -> String { "\(directory)/\(source).html" }

  /// Best effort: a page that can't be kept breaks nothing.
  package func keep(_ page: [UInt8], source: String) {
    mkdir(directory, 0o755)
    let path = path(source)
    let file = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { return }
    let count = min(page.count, CapturedPages.longest)
    let written = page.withUnsafeBytes { write(file, $0.baseAddress, count) }
    close(file)
    if written == count { rename(path + ".part", path) } else { unlink(path + ".part") }
  }

  package func forget(_ source: String) { unlink(path(source)) }
}
