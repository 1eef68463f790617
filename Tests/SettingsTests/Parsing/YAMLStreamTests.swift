import Settings
import Testing

@Suite struct YAMLStreamTests {
  private func documents(_ text: String) -> [Result<ForeignValue, ConfigurationError>] {
    YAMLStream.documents(of: Array(text.utf8), file: "jobs.yaml")
  }

  @Test func `Each document is parsed, and empty ones are left out`() throws {
    let found = documents(
      "# x\n---\na: 1\nb: [~, \"null\", {c: d}]\n---\n---\n- |\n  ---\n  x\n...\nlast: yes\n")
    #expect(
      try found.map { try $0.get() } == [
        .mapping([
          ForeignPair("a", .scalar("1")),
          ForeignPair(
            "b",
            .list([.scalar(""), .scalar("null"), .mapping([ForeignPair("c", .scalar("d"))])])),
        ]),
        .list([.scalar("---\nx\n")]),
        .mapping([ForeignPair("last", .scalar("yes"))]),
      ])
  }

  @Test func `An error names its line in the file, and leaves other documents`() throws {
    let found = documents("a: 1\n---\nb: 1\nc: @x\n---\nd: 1\n")
    #expect(found.count == 3)
    let error = #expect(throws: ConfigurationError.self) { try found[1].get() }
    #expect(error?.diagnostics.map(\.line) == [4])
    #expect(error?.description.hasPrefix("jobs.yaml:4:") == true)
  }

  @Test func `Aliases and levels are bounded`() throws {
    var text = "a0: &a0 [x, x, x, x]\n"
    for i in 1...8 { text += "a\(i): &a\(i) [*a\(i - 1), *a\(i - 1), *a\(i - 1)]\n" }
    let nested = String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
    for text in [text, nested] {
      let found = documents(text)
      #expect(found.count == 1)
      if case .success(let value) = found[0] { #expect("\(value)".utf8.count < 20_000_000) }
    }
    #expect(throws: ConfigurationError.self) { try documents(nested)[0].get() }
  }
}
