import Glibc

/// A small file beside the ledger that records that it was closed properly, with its inode, size and
/// time of change. If the file is missing or does not match, the pages are checked at the next opening.
enum CleanCloseMarker {
  static func isIntact(_ ledger: String) -> Bool {
    guard let current = signature(of: ledger), let stored = read(ledger) else { return false }
    return current == stored
  }

  static func write(_ ledger: String) {
    guard let text = signature(of: ledger) else { return }
    let file = open(path(ledger), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { return }
    let bytes = Array(text.utf8)
    _ = Glibc.write(file, bytes, bytes.count)
    close(file)
  }

  static func remove(_ ledger: String) { unlink(path(ledger)) }

  /// Records that SQLite found damage, so that the next opening replaces the ledger even if a check of
  /// its pages finds nothing.
  static func recordDamage(_ ledger: String) {
    let file = open(ledger + ".condemned", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    if file >= 0 { close(file) }
  }

  static func hasDamage(_ ledger: String) -> Bool { access(ledger + ".condemned", F_OK) == 0 }

  static func clearDamage(_ ledger: String) { unlink(ledger + ".condemned") }

  private static func path(_ ledger: String) -> String { ledger + ".closed" }

  /// Returns the inode, size and time of the last change; nil if there is no ledger.
  private static func signature(of ledger: String) -> String? {
    var info = stat()
    guard stat(ledger, &info) == 0 else { return nil }
    return "\(info.st_ino) \(info.st_size) \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)\n"
  }

  private static func read(_ ledger: String) -> String? {
    let file = open(path(ledger), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = Glibc.read(file, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}
