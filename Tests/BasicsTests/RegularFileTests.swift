import Glibc
import TestSupport
import Testing

@testable import Basics

@Suite struct RegularFileTests {
  let scratch = Scratch()

  private func error(of path: String) -> RegularFile.OpeningError? {
    do {
      close(try RegularFile.open(path))
      return nil
    } catch { return error }
  }

  @Test func `A file is opened, also by a symbolic link`() {
    let path = scratch.write("text", to: "file")
    symlink(path, scratch.path("link"))
    #expect(error(of: path) == nil && error(of: scratch.path("link")) == nil)
    #expect(error(of: "/dev/null") == nil)
  }

  @Test func `A FIFO, a device, a socket and a directory are refused without waiting`() {
    mkfifo(scratch.path("fifo"), 0o600)
    symlink(scratch.path("fifo"), scratch.path("link"))
    #expect(error(of: scratch.path("fifo"))?.kind == "a FIFO")
    #expect(error(of: scratch.path("link"))?.kind == "a FIFO")
    #expect(error(of: "/dev/zero")?.kind == "a device")
    #expect(error(of: scratch.path) == .init(errno: EISDIR))
    #expect(error(of: scratch.path("none")) == .init(errno: ENOENT))
    mknod(scratch.path("socket"), S_IFSOCK | 0o600, 0)
    #expect(error(of: scratch.path("socket"))?.kind == "a socket")
  }
}
