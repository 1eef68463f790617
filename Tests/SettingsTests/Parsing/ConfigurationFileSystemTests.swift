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

  @Test func `A FIFO or a device is refused, and not waited for`() throws {
    mkfifo(scratch.path("fifo"), 0o600)
    #expect(
      throws: ConfigurationFileSystem.FileError(
        errno: EINVAL, description: "it is a FIFO, not a file")
    ) {
      try files.read(scratch.path("fifo"), 4)
    }
    #expect(
      throws: ConfigurationFileSystem.FileError(
        errno: EINVAL, description: "it is a device, not a file")
    ) {
      try files.read("/dev/zero", 4)
    }
    let loader = ConfigurationLoader(environment: ["HOME": "/h"], isService: false)
    let error = #expect(throws: ConfigurationError.self) {
      try loader.load(file: scratch.path("fifo"))
    }
    #expect(
      error?.diagnostics.map(\.message) == ["cannot read the file: it is a FIFO, not a file"])
  }

  @Test func `The permissions of a file are read`() {
    let file = scratch.write("", to: "x", mode: 0o640)
    #expect(files.permissions(file) == 0o640)
    #expect(files.permissions(scratch.path("none")) == nil)
  }

  @Test func `A directory that does not exist has no files`() throws {
    #expect(try files.names(scratch.path("none")) == [])
    scratch.write("", to: "sources.d/a.yaml")
    #expect(try files.names(scratch.path("sources.d")).contains("a.yaml"))
  }

  @Test func `A directory exists, or its parent does`() {
    #expect(files.directoryError(scratch.path) == nil)
    #expect(files.directoryError(scratch.path("feeds")) == nil)
    #expect(files.directoryError("/none") == nil)
    #expect(
      files.directoryError(scratch.path("none/feeds"))
        == "there is no directory \(scratch.path("none"))")
    let file = scratch.write("", to: "file")
    #expect(files.directoryError(file) == "not a directory")
    #expect(files.directoryError(file + "/feeds") == "not a directory")
  }

  @Test func `System errors are in plain words`() {
    #expect("\(ConfigurationFileSystem.FileError(errno: EACCES))" == "permission denied")
    #expect("\(ConfigurationFileSystem.FileError(errno: EISDIR))" == "is a directory")
  }
}
