import Dates
import Glibc

extension SpoolDirectory {
  /// A directory of the spool that consumers can write to.
  package enum Area: String, Sendable {
    case new, cur
  }

  /// The number of files that an entry has at most.
  private static let maximumFiles = 1000

  /// Returns the names of the entries in a directory, oldest first. Other names are left out.
  package func entries(in area: Area) throws(SpoolError) -> [String] {
    try disk.names(in: open(area.rawValue, in: root()))
      .filter { EntryName.components(of: $0) != nil }.sorted()
  }

  /// Returns the size of the files of an entry in bytes; nil if it is not there or no longer an entry.
  package func size(of entry: String, in area: Area) -> Int? {
    guard let directory = try? open(area.rawValue, in: root()),
      let files = try? files(of: entry, in: directory)
    else { return nil }
    return files.reduce(0) { $0 + Int($1.status.st_size) }
  }

  /// Removes an entry that consumers may have changed. It leaves the directory by one rename, so that no
  /// consumer finds a part of it, and a crash leaves it in `tmp/`, where the next start removes it.
  /// - Returns: Whether it was removed; false if it is not there, if another user made it, or if it
  ///   contains directories.
  @discardableResult
  package func remove(_ entry: String, from area: Area) throws(SpoolError) -> Bool {
    let root = try root()
    let directory = try open(area.rawValue, in: root)
    guard let status = try disk.status(of: entry, in: directory),
      status.st_mode & S_IFMT == S_IFDIR,
      try isOwn(status, root), try files(of: entry, in: directory) != nil
    else { return false }
    let tmp = try open("tmp", in: root)
    do {
      guard try disk.renameWithoutReplacing(entry, in: directory, to: entry, in: tmp) else {
        return false
      }
    } catch  where error.errno == ENOENT {
      return false
    }
    try discard(entry)
    return true
  }

  /// Returns the files of an entry; nil if it is no directory of files.
  private func files(
    of entry: String, in directory: Disk.Directory
  ) throws(SpoolError) -> [(name: String, status: stat)]? {
    do {
      let entry = try disk.openDirectory(entry, in: directory)
      let names = try disk.names(in: entry)
      guard names.count <= SpoolDirectory.maximumFiles else { return nil }
      var files: [(name: String, status: stat)] = []
      for name in names {
        guard let status = try disk.status(of: name, in: entry) else { continue }
        guard status.st_mode & S_IFMT != S_IFDIR else { return nil }
        files.append((name, status))
      }
      return files
    } catch  where [ENOENT, ENOTDIR, ELOOP].contains(error.errno) {
      return nil
    }
  }
}

extension EntryName {
  /// Returns the time at which the article of an entry was first seen, in seconds since 1970; nil if a text
  /// is no name of an entry.
  package static func firstSeen(in name: String) -> Int64? {
    guard components(of: name) != nil else { return nil }
    let t = Array(name.utf8.prefix(16))
    func digits(_ range: Range<Int>) -> String { String(decoding: t[range], as: UTF8.self) }
    return RFC3339.instant(
      from:
        "\(digits(0..<4))-\(digits(4..<6))-\(digits(6..<8))T\(digits(9..<11)):\(digits(11..<13)):"
        + "\(digits(13..<15))Z")
  }
}
