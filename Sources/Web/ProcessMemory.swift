import CCurl
import Glibc

/// The memory of the process.
public enum ProcessMemory {
  /// Gives back what holds nothing any more, and code: a process that sleeps for minutes needs
  /// little of it. What runs again comes from the page cache.
  public static func giveBack() {
    malloc_trim(0)
    guard let maps = fopen("/proc/self/maps", "re") else { return }
    defer { fclose(maps) }
    var line = [CChar](repeating: 0, count: 8192)
    while fgets(&line, Int32(line.count), maps) != nil {
      let text = line.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if let code = code(in: text) { madvise(code.baseAddress, code.count, MADV_DONTNEED) }
    }
  }

  /// The place of a file's code in a line of `maps` (proc_pid_maps(5)): executable, so never written
  /// to, and the same as the file.
  static func code(in line: String) -> UnsafeMutableRawBufferPointer? {
    let fields = line.split(separator: " ")
    guard fields.count >= 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { return nil }
    let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
    guard ends.count == 2, ends[0] < ends[1] else { return nil }
    return UnsafeMutableRawBufferPointer(
      start: UnsafeMutableRawPointer(bitPattern: ends[0]), count: Int(ends[1] - ends[0]))
  }
}
