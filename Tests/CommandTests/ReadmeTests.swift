import Foundation
import TestSupport
import Testing

@testable import ledewatch

/// Tests of the README, and of the commands that install the service.
@Suite struct ReadmeTests {
  private let readme: DocumentationPage
  private let service: DocumentationPage

  init() throws {
    readme = try DocumentationPage("README.md")
    service = try DocumentationPage("docs/service.md")
  }

  @Test func `The README has at most 200 lines`() {
    #expect(readme.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 201)
  }

  /// Runs the commands that install files, as they are in `docs/service.md`, below another root directory.
  private func install(below root: String) throws -> Int32 {
    let block = try #require(service.blocks("sh").first { $0.contains("systemd-sysusers") })
    let lines = block.split(separator: "\n").filter { $0.contains("install ") }
      .filter { !$0.contains("swift build") }
      .map { String($0).components(separatedBy: " && journalctl")[0] }
    #expect(lines.count == 5)
    let commands = lines.joined(separator: "\n")
      .replacing(" /etc/", with: " \(root)/etc/").replacing(" /usr/", with: " \(root)/usr/")
    let script = "cd \(DocumentationPage.root.path)\n" + commands
    return try Program("/bin/sh", ["-ec", script]).run().status
  }

  @Test func `An upgrade by the documented commands keeps the configuration and changed units`()
    throws
  {
    let scratch = Scratch()
    #expect(try install(below: scratch.path) == 0)
    #expect(scratch.read("etc/ledewatch/ledewatch.yaml")?.contains("sources:") == true)
    let units = "usr/local/lib/systemd/system"
    #expect(scratch.list(units).count == 5)
    let changed = [
      "etc/ledewatch/ledewatch.yaml", "etc/systemd/system/ledewatch.service",
      "etc/systemd/system/ledewatch.service.d/override.conf",
    ]
    for path in changed { scratch.write("# mine\n", to: path) }
    scratch.write("# old\n", to: units + "/ledewatch.service")
    #expect(try install(below: scratch.path) == 0)
    for path in changed { #expect(scratch.read(path) == "# mine\n") }
    #expect(scratch.read(units + "/ledewatch.service")?.contains("ExecStart=") == true)
  }

  @Test func `The table of the README lists exactly the existing commands`() {
    let rows = readme.text.split(separator: "\n").filter { $0.hasPrefix("| `ledewatch ") }
    let named = rows.compactMap { $0.dropFirst("| `ledewatch ".count).split(separator: " ").first }
      .map { $0.filter { $0 != "`" } }
    let known = Ledewatch.configuration.subcommands.map { $0._commandName }
    #expect(Set(named) == Set(known))
  }

  @Test func `The first command of the README runs the demo, the second the tests`() throws {
    let commands = readme.blocks("sh").flatMap { $0.split(separator: "\n") }
      .filter { $0.hasPrefix("apt-get update && apt-get install -y ") }
    try #require(commands.count == 2)
    #expect(commands[0].hasSuffix("&& swift run -c release ledewatch demo"))
    #expect(commands[1].hasSuffix("&& swift test"))
  }
}
