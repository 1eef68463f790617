import Glibc

/// The pages that broke sources, one per source, stored beside the ledger for a person to look at.
package struct CapturedPages: Sendable {
  /// The absolute path of the directory, which is in the state directory.
  package let directory: String
  private let disk = Disk()

  package init(directory: String) { self.directory = directory }

  /// The number of bytes of a page that are stored.
  static let maximumBytes = 2 << 20

  package func path(of source: String) -> String { "\(directory)/\(name(of: source))" }

  /// Whether a page of the source is stored and can be found by this process.
  package func hasPage(of source: String) -> Bool { access(path(of: source), F_OK) == 0 }

  /// Returns the stored page of a source; nil if there is none.
  package func page(of source: String) -> [UInt8]? {
    guard hasPage(of: source), let pages = try? opened() else { return nil }
    return try? disk.read(name(of: source), in: pages, maximumBytes: CapturedPages.maximumBytes)
  }

  /// Stores a page. Errors are ignored, because nothing depends on the page.
  package func store(_ page: [UInt8], of source: String) {
    guard let pages = try? opened() else { return }
    let name = name(of: source)
    try? disk.replace(
      name, with: Array(page.prefix(CapturedPages.maximumBytes)), in: pages, draft: name + ".part",
      mode: 0o600)
  }

  package func remove(of source: String) {
    guard access(directory, F_OK) == 0, let pages = try? opened() else { return }
    try? disk.remove(name(of: source), in: pages)
  }

  /// Returns the stored pages: the names of their sources, the times of storage in seconds since 1970, and
  /// the sizes in bytes.
  package func all() -> [(source: String, time: Int64, bytes: Int)] {
    guard access(directory, F_OK) == 0, let pages = try? opened(),
      let names = try? disk.names(in: pages)
    else { return [] }
    return names.compactMap { name in
      guard name.hasSuffix(".html"), let status = try? disk.status(of: name, in: pages),
        status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      return (
        String(name.dropLast(".html".count)), Int64(status.st_mtim.tv_sec), Int(status.st_size)
      )
    }
  }

  private func name(of source: String) -> String { source + ".html" }

  /// Opens the directory, and makes it if it is missing.
  private func opened() throws(SpoolError) -> Disk.Directory {
    let (state, name) = try disk.openParent(of: directory)
    if let made = try disk.makeDirectory(name, in: state, mode: 0o700) { return made }
    return try disk.openDirectory(name, in: state)
  }
}
