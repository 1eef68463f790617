import ArgumentParser
import TestSupport
import Testing

@testable import ledewatch

/// The names that shells complete.
@Suite struct NameCompletionTests {
  private func names(_ configuration: String, _ option: (String) -> [String]) -> [String] {
    let scratch = Scratch()
    scratch.write(configuration, to: "ledewatch.yaml")
    let words = ["ledewatch", "once"] + option(scratch.path + "/ledewatch.yaml") + [""]
    return CompletionKind.configuredNames(words) { $0.sources.map(\.name) }
  }

  private static let two = """
    sources:
      - {name: harbour, url: https://harbour.example}
      - {name: gazette, url: https://gazette.example}

    """

  @Test func `Names are those of the configuration on the command line`() {
    #expect(
      names(NameCompletionTests.two) { ["--config", $0] } == ["gazette", "harbour"])
    #expect(names(NameCompletionTests.two) { ["--config=" + $0] } == ["gazette", "harbour"])
    #expect(
      names(NameCompletionTests.two) { ["--config", "/nonexistent", "--config", $0] }.count == 2)
  }

  @Test func `A faulty configuration has the names of its valid parts, and no error`() {
    let faulty = NameCompletionTests.two + "  - {name: \"$(touch x); \\e[2J\", url: nowhere}\n"
    let found = names(faulty) { ["--config", $0] }
    #expect(found.allSatisfy { ["gazette", "harbour"].contains($0) })
    #expect(names("]") { ["--config", $0] } == [])
    #expect(names("") { _ in ["--config"] } == [])
  }
}
