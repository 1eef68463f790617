import Glibc

/// The identification of a ledger before SQLite opens it.
///
/// It is SQLite's application id, four bytes of the file's header, and is written when a ledger is
/// created. A ledger of the development versions has none. It is refused without being opened, because
/// opening would create files beside it.
enum LedgerFormat {
  /// `Lede` in ASCII.
  static let applicationID: Int32 = 0x4C65_6465

  /// Verifies that a file may be opened as a ledger.
  /// - Throws: `LedgerError` for an SQLite database that is not a ledger of a released version. A
  ///   file that is missing, empty or not a database passes.
  static func verify(_ path: String) throws {
    guard let header = header(of: path), header.starts(with: Array("SQLite format 3\0".utf8)) else {
      return
    }
    let id = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard id != UInt32(bitPattern: applicationID) else { return }
    throw LedgerError(
      path: path,
      reason: "it was written by a development version of ledewatch, or by another program, and "
        + "cannot be used. Move it and the files \(name(path))-* away, or configure a new state "
        + "directory; entries in the spool are taken in again")
  }

  private static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The header of an SQLite file; nil for a file that is too short to have one.
  private static func header(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 100)
    return pread(file, &bytes, bytes.count, 0) == bytes.count ? bytes : nil
  }
}
