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
    try? StateDirectory(of: ledger).write(Array(text.utf8), to: name(ledger, ".closed"))
  }

  static func remove(_ ledger: String) {
    try? StateDirectory(of: ledger).remove(name(ledger, ".closed"))
  }

  /// Records that SQLite found damage, so that the next opening replaces the ledger even if a check of
  /// its pages finds nothing.
  static func recordDamage(_ ledger: String) {
    try? StateDirectory(of: ledger).write([], to: name(ledger, ".condemned"))
  }

  static func hasDamage(_ ledger: String) -> Bool {
    (try? StateDirectory(of: ledger).exists(name(ledger, ".condemned"))) ?? false
  }

  static func clearDamage(_ ledger: String) {
    try? StateDirectory(of: ledger).remove(name(ledger, ".condemned"))
  }

  private static func name(_ ledger: String, _ suffix: String) -> String {
    StateDirectory.name(of: ledger) + suffix
  }

  /// Returns the inode, size and time of the last change; nil if there is no ledger.
  private static func signature(of ledger: String) -> String? {
    guard let info = try? StateDirectory(of: ledger).status(of: name(ledger, "")) else {
      return nil
    }
    return "\(info.st_ino) \(info.st_size) \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)\n"
  }

  private static func read(_ ledger: String) -> String? {
    let bytes = try? StateDirectory(of: ledger).read(name(ledger, ".closed"), maximumBytes: 200)
    return bytes.flatMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
  }
}
