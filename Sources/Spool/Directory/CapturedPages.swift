import Glibc

/// The pages that broke sources, one per source, stored beside the ledger for a person to look at.
package struct CapturedPages: Sendable {
  package let directory: String

  package init(directory: String) { self.directory = directory }

  /// The number of bytes of a page that are stored.
  static let maximumBytes = 2 << 20

  package func path(of source: String) -> String { "\(directory)/\(source).html" }

  /// Stores a page. Errors are ignored, because nothing depends on the page.
  package func store(_ page: [UInt8], of source: String) {
    mkdir(directory, 0o755)
    let path = path(of: source)
    let file = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { return }
    let count = min(page.count, CapturedPages.maximumBytes)
    let written = page.withUnsafeBytes { write(file, $0.baseAddress, count) }
    close(file)
    if written == count { rename(path + ".part", path) } else { unlink(path + ".part") }
  }

  package func remove(of source: String) { unlink(path(of: source)) }
}
