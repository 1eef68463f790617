import CCurl
import Glibc

/// The memory of the process.
package enum ProcessMemory {
  /// Gives back what holds nothing any more, and code and tables: a process that sleeps for minutes
  /// needs little of them. What is needed again comes from the page cache.
  package static func giveBack() {
    malloc_trim(0)
    guard let maps = fopen("/proc/self/maps", "re") else { return }
    defer { fclose(maps) }
    var line = [CChar](repeating: 0, count: 8192)
    while fgets(&line, Int32(line.count), maps) != nil {
      let text = line.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if let pages = unchanged(in: text) { madvise(pages.baseAddress, pages.count, MADV_DONTNEED) }
    }
  }

  /// The place in a line of `maps` (proc_pid_maps(5)) of what is the same as in its file: code, and
  /// what lies before all code of a library. What is relocated, and read only from then on, lies
  /// behind it.
  static func unchanged(in line: String) -> UnsafeMutableRawBufferPointer? {
    let fields = line.split(separator: " ")
    guard fields.count >= 6, fields[5].hasPrefix("/"),
      fields[1] == "r-xp" || fields[1] == "r--p" && fields[2].allSatisfy({ $0 == "0" })
    else { return nil }
    let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
    guard ends.count == 2, ends[0] < ends[1] else { return nil }
    return UnsafeMutableRawBufferPointer(
      start: UnsafeMutableRawPointer(bitPattern: ends[0]), count: Int(ends[1] - ends[0]))
  }
}
