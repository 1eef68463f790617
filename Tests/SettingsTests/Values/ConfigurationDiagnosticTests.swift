import Testing

@testable import Settings

@Suite struct ConfigurationDiagnosticTests {
  @Test(arguments: [(0, 0), (99, 99), (100, 100), (101, 101), (5000, 101)])
  func `At most 100 diagnostics are shown, and the others are counted`(count: Int, lines: Int) {
    let all = (0..<count).map { ConfigurationDiagnostic(file: "x.yaml", message: "\($0)") }
    let shown = all.shownLines
    #expect(shown.count == lines)
    #expect(shown.first == (count == 0 ? nil : "x.yaml: 0"))
    #expect((shown.last == "… and \(count - 100) more") == (count > 100))
  }
}
