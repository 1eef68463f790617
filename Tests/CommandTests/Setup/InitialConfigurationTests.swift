import Settings
import TestSupport
import Testing

@testable import ledewatch

@Suite struct InitialConfigurationTests {
  private let loader = ConfigurationLoader(
    environment: ["HOME": "/home/ann"], isService: false,
    fileSystem: .init(read: { _, _ in [] }, names: { _ in [] }, executionError: { _ in nil }))

  private func load(_ text: String) throws -> Configuration {
    var loader = loader
    loader.fileSystem.read = { _, _ in Array(text.utf8) }
    return try loader.load(file: "/c/ledewatch.yaml")
  }

  @Test func `It is valid and names the default directories`() throws {
    let text = InitialConfiguration.text(loader: loader)
    #expect(try load(text).sources.isEmpty)
    #expect(text.contains("#state: /home/ann/.local/state/ledewatch\n"))
  }

  @Test func `Its commented settings are valid, too`() throws {
    let lines = InitialConfiguration.text(loader: loader).split(separator: "\n").map { line in
      // A comment has one space after its mark, and a setting none or its indentation.
      let isSetting = line.hasPrefix("#") && (!line.hasPrefix("# ") || line.hasPrefix("#  "))
      return isSetting ? line.dropFirst() : line[...]
    }
    let configuration = try load(lines.joined(separator: "\n"))
    #expect(configuration.hooks.map(\.name) == ["phone"])
  }

  @Test func `Sources are added to it before the comment about hooks`() throws {
    let entry = SourceEntry(name: "gazette", url: "https://gazette.example/")
    let text = try ConfigurationText(
      InitialConfiguration.text(loader: loader), file: "ledewatch.yaml"
    ).adding([entry])
    #expect(try load(text).sources.map(\.name) == ["gazette"])
    let (source, hooks) = (text.range(of: "- name: gazette"), text.range(of: "#hooks:"))
    #expect(source!.lowerBound < hooks!.lowerBound)
  }
}
