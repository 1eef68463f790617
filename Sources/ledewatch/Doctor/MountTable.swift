import Foundation

/// The mounts of this process by their paths, as in proc_pid_mountinfo(5).
struct MountTable {
  private var types: [String: String] = [:]

  static var current: MountTable {
    MountTable((try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? "")
  }

  /// A later mount covers an earlier one at the same path.
  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 6, let separator = fields[6...].firstIndex(of: "-"),
        separator + 1 < fields.count
      else { continue }
      types[MountTable.unescaped(fields[4])] = String(fields[separator + 1])
    }
  }

  /// Returns the type of the file system of a path; nil if it is unknown.
  func type(of path: String) -> String? {
    var path = URL(filePath: path).resolvingSymlinksInPath().path
    while true {
      if let type = types[path] { return type }
      guard path.count > 1 else { return nil }
      path = (path as NSString).deletingLastPathComponent
    }
  }

  /// The kernel writes spaces and the like as a backslash with three octal digits.
  private static func unescaped(_ path: Substring) -> String {
    String(path).replacing("\\040", with: " ").replacing("\\011", with: "\t")
      .replacing("\\012", with: "\n").replacing("\\134", with: "\\")
  }
}
