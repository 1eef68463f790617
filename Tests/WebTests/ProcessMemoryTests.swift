import TestSupport
import Testing

@testable import Web

@Suite struct ProcessMemoryTests {
  @Test func `Only unmodified pages of files are released`() {
    let place = "55d0c0000000-55d0c0004000"
    let code = ProcessMemory.fileBackedPages(
      in: "\(place) r-xp 00001000 fe:00 4711   /usr/bin/a b\n")
    #expect(code?.count == 0x4000)
    #expect(code?.baseAddress == UnsafeMutableRawPointer(bitPattern: 0x55d0_c000_0000))
    let head = "\(place) r--p 00000000 fe:00 4711   /usr/lib/a.so"
    #expect(ProcessMemory.fileBackedPages(in: head)?.count == 0x4000)
    for line in [
      "\(place) r--p 00001000 fe:00 4711   /usr/bin/a\n",
      "\(place) rw-p 00001000 fe:00 4711   /usr/bin/a\n",
      "\(place) r-xp 00000000 00:00 0\n", "\(place) r-xp 00000000 00:00 0   [vdso]\n", "", "\n",
    ] {
      #expect(ProcessMemory.fileBackedPages(in: line) == nil)
    }
  }
}
