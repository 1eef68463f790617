import Glibc
import Settings
import TestSupport
import Testing

@testable import ledewatch

@Suite struct ConfigurationFileTests {
  private let scratch = Scratch()

  private func file(_ name: String = "ledewatch.yaml") throws -> ConfigurationFile {
    try ConfigurationFile(try ConfigurationOptions.parse(["--config", scratch.path(name)]))
  }

  private let text = "spool: /tmp/s\nstate: /tmp/t\nsources: []\n"

  @Test func `A file that does not exist starts with the initial configuration`() throws {
    let file = try file("new/ledewatch.yaml")
    #expect(file.isNew)
    #expect(try file.configuration(with: file.text).sources.isEmpty)
    try file.write(file.text)
    #expect(scratch.read("new/ledewatch.yaml") == file.text)
  }

  @Test func `A replaced file keeps its permissions`() throws {
    _ = scratch.write(text, to: "ledewatch.yaml", mode: 0o640)
    try file().write(text + "# more\n")
    #expect(scratch.read("ledewatch.yaml") == text + "# more\n")
    var status = stat()
    #expect(stat(scratch.path("ledewatch.yaml"), &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o640)
  }

  @Test func `The target of a symbolic link is replaced, and the link stays`() throws {
    _ = scratch.write(text, to: "real.yaml")
    #expect(symlink("real.yaml", scratch.path("ledewatch.yaml")) == 0)
    try file().write(text + "# more\n")
    #expect(scratch.read("real.yaml") == text + "# more\n")
    var status = stat()
    #expect(lstat(scratch.path("ledewatch.yaml"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func `A file that somebody else changed meanwhile is not replaced`() throws {
    _ = scratch.write(text, to: "ledewatch.yaml")
    let file = try file()
    _ = scratch.write(text + "concurrency: 4\n", to: "ledewatch.yaml")
    #expect(throws: CommandError.self) { try file.write(text) }
    #expect(scratch.read("ledewatch.yaml") == text + "concurrency: 4\n")
  }

  @Test func `Sources that two programs add at a time are both in the file`() throws {
    _ = scratch.write(text, to: "ledewatch.yaml")
    let (first, second) = (try file(), try file())
    try first.add([entry])
    try second.add([SourceEntry(name: "pier", url: "https://pier.example/")])
    #expect(
      try file().configuration(with: file().text).sources.map(\.name) == ["quay", "pier"])
    let error = #expect(throws: CommandError.self) { _ = try second.add([entry]) }
    #expect(error?.code == .temporaryFailure)
  }

  @Test func `Errors of a text are told with their lines`() throws {
    _ = scratch.write(text, to: "ledewatch.yaml")
    let file = try file()
    let error = #expect(throws: CommandError.self) {
      _ = try file.configuration(with: text + "intervall: 3\n")
    }
    #expect(error?.code == .configuration)
    #expect(error?.message.contains("ledewatch.yaml:4:1: unknown key “intervall”") == true)
  }

  private let entry = SourceEntry(name: "quay", url: "https://quay.example/")

  @Test func `Sources are added to a file, and to the initial configuration`() throws {
    _ = scratch.write("# mine\nsources: []\n", to: "ledewatch.yaml")
    #expect(
      try file().adding([entry])
        == "# mine\nsources:\n  - name: quay\n    url: https://quay.example/\n")
    #expect(try file("new.yaml").adding([entry]).contains("sources:\n  - name: quay\n"))
  }

  @Test(arguments: ["sources: []", "sources: [{name: mill, url: \"https://mill.example/\"}]"])
  func `A source has the defaults of the file, also if that cannot be extended`(
    sources: String
  ) throws {
    _ = scratch.write(
      "defaults: {proxy: \"http://127.0.0.1:9\", interval: 2h}\n\(sources)\n", to: "ledewatch.yaml")
    let source = try file().source(entry)
    #expect(source.schedule.interval == .seconds(7200))
    #expect(source.network.proxy == "http://127.0.0.1:9")
    #expect(source.url == entry.url)
  }

  @Test(arguments: [
    "sources: [{name: quay, url: \"https://a.example/\"}]\n", "sources: 3\n", "x: [\n",
  ])
  func `Nothing is added if the configuration would have errors`(text: String) throws {
    _ = scratch.write(text, to: "ledewatch.yaml")
    #expect(throws: CommandError.self) { try file().adding([entry]) }
  }

  @Test func `A configuration of more than 1 MB is refused`() throws {
    var large = entry
    large.comments = [String(repeating: "x", count: 1 << 20)]
    let error = #expect(throws: CommandError.self) { try file("new.yaml").adding([large]) }
    #expect(error?.message.contains("larger than 1 MB") == true)
  }
}
