import CCurl
import Glibc

/// The memory of this process.
package enum ProcessMemory {
  /// Returns unused memory to the kernel: free heap pages, and code and tables that the kernel can
  /// read from their files again. A process that sleeps for minutes needs few of them.
  package static func release() {
    malloc_trim(0)
    guard let maps = fopen("/proc/self/maps", "re") else { return }
    defer { fclose(maps) }
    var line = [CChar](repeating: 0, count: 8192)
    while fgets(&line, Int32(line.count), maps) != nil {
      let text = line.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if let pages = fileBackedPages(in: text) {
        madvise(pages.baseAddress, pages.count, MADV_DONTNEED)
      }
    }
  }

  /// Returns the pages that a line of `maps` (proc_pid_maps(5)) describes if their content is the
  /// same as in the file: code, and the part of a library before its code. Relocated data, which is
  /// read-only afterwards, follows the code.
  static func fileBackedPages(in line: String) -> UnsafeMutableRawBufferPointer? {
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
