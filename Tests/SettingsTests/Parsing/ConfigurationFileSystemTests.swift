import Glibc
import TestSupport
import Testing

@testable import Settings

@Suite struct ConfigurationFileSystemTests {
  let files = ConfigurationFileSystem.system
  let scratch = Scratch()

  @Test func `A program must be an executable file`() {
    #expect(files.executionError(scratch.path("none")) == "no such file or directory")
    #expect(files.executionError(scratch.path) == "not a file")
    let program = scratch.write("#!/bin/sh\n", to: "hook", mode: 0o644)
    #expect(files.executionError(program) == "not executable (chmod +x?)")
    chmod(program, 0o755)
    #expect(files.executionError(program) == nil)
  }

  @Test func `A file may have as many bytes as allowed`() throws {
    let file = scratch.write("12345", to: "five")
    #expect(try files.read(file, 5) == Array("12345".utf8))
    #expect(
      throws: ConfigurationFileSystem.FileError(errno: EFBIG, description: "larger than 4 bytes")
    ) {
      try files.read(file, 4)
    }
    #expect(throws: ConfigurationFileSystem.FileError(errno: EISDIR)) {
      try files.read(scratch.path, 4)
    }
  }

  @Test func `A directory that does not exist has no files`() throws {
    #expect(try files.names(scratch.path("none")) == [])
    scratch.write("", to: "sources.d/a.yaml")
    #expect(try files.names(scratch.path("sources.d")).contains("a.yaml"))
  }

  @Test func `System errors are in plain words`() {
    #expect("\(ConfigurationFileSystem.FileError(errno: EACCES))" == "permission denied")
    #expect("\(ConfigurationFileSystem.FileError(errno: EISDIR))" == "is a directory")
  }
}
