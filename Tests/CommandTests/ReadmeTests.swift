import Foundation
import Settings
import TestSupport
import Testing
import Watch

@testable import ledewatch

/// Tests that the configurations and command lines of the README are valid.
@Suite struct ReadmeTests {
  let text: String

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../README.md").standardizedFileURL
    text = try String(contentsOf: file, encoding: .utf8)
  }

  /// Returns the fenced blocks of a language.
  private func blocks(_ language: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  @Test func `Each configuration of the README is valid`() throws {
    let yaml = blocks("yaml")
    #expect(yaml.count >= 3)
    for block in yaml {
      let files = ConfigurationFileSystem(
        read: { path, _ in
          // The secrets that the examples name, beside the configuration.
          let secret =
            switch true {
            case path.hasSuffix("-webhook"): "https://chat.example/x"
            case path.hasSuffix("archive-key"): "access:secret"
            default: "whsec_" + String(repeating: "A", count: 32)
            }
          return Array((path.hasSuffix(".yaml") ? block : secret).utf8)
        }, names: { _ in [] }, executionError: { _ in nil })
      let loader = ConfigurationLoader(
        environment: ["HOME": "/home/x"], isService: false, fileSystem: files)
      do {
        _ = try loader.load(file: "/c/ledewatch.yaml")
      } catch {
        Issue.record("\(error.diagnostics.map(\.message)) in\n\(block)")
      }
    }
  }

  @Test func `Each command line of the README is parsed`() throws {
    let lines = blocks("sh").flatMap { $0.split(separator: "\n") }
      .flatMap { $0.components(separatedBy: "&&") }.flatMap { $0.components(separatedBy: " | ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.hasPrefix("ledewatch ") }
    #expect(lines.count >= 3)
    for line in lines {
      let arguments = line.split(separator: " ").dropFirst().map(String.init)
      #expect(throws: Never.self, "\(line)") { _ = try Ledewatch.parseAsRoot(arguments) }
    }
  }

  /// Runs the commands that install files, as they are in the README, below another root directory.
  private func install(below root: String) throws -> Int32 {
    let block = try #require(blocks("sh").first { $0.contains("systemd-sysusers") })
    let lines = block.split(separator: "\n").filter { $0.contains("install ") }
      .filter { !$0.contains("swift build") }
      .map { String($0).components(separatedBy: " && journalctl")[0] }
    #expect(lines.count == 5)
    let commands = lines.joined(separator: "\n")
      .replacing(" /etc/", with: " \(root)/etc/").replacing(" /usr/", with: " \(root)/usr/")
    let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
      .standardizedFileURL.path
    return try Program("/bin/sh", ["-ec", "cd \(checkout)\n" + commands]).run().status
  }

  @Test func `An upgrade by the commands of the README keeps the configuration and changed units`()
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
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `ledewatch ") }
    let named = rows.compactMap { $0.dropFirst("| `ledewatch ".count).split(separator: " ").first }
      .map { $0.filter { $0 != "`" } }
    let known = Ledewatch.configuration.subcommands.map { $0._commandName }
    #expect(Set(named) == Set(known))
  }

  @Test func `The first command of the README runs the demo, the second the tests`() throws {
    let commands = blocks("sh").flatMap { $0.split(separator: "\n") }
      .filter { $0.hasPrefix("apt-get update && apt-get install -y ") }
    try #require(commands.count == 2)
    #expect(commands[0].hasSuffix("&& swift run -c release ledewatch demo"))
    #expect(commands[1].hasSuffix("&& swift test"))
  }
}
