import Foundation
import Testing

/// Tests that the links between the pages of the documentation lead somewhere.
@Suite struct DocumentationLinkTests {
  private static func pages() throws -> [DocumentationPage] {
    try DocumentationPage.all()
      + ["CONTRIBUTING.md", "SECURITY.md", "Benchmarks/README.md"].map { try DocumentationPage($0) }
  }

  @Test func `Each link leads to a file and to a heading of it`() throws {
    var count = 0
    for page in try DocumentationLinkTests.pages() {
      for link in page.links {
        count += 1
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let folder = (page.path as NSString).deletingLastPathComponent
        let target = parts[0].isEmpty ? page.path : "\(folder.isEmpty ? "." : folder)/\(parts[0])"
        let url = DocumentationPage.root.appending(path: target).standardizedFileURL
        guard FileManager.default.fileExists(atPath: url.path) else {
          Issue.record("\(page.path) links to \(link), and there is no such file")
          continue
        }
        guard parts.count == 2 else { continue }
        let anchors = try DocumentationPage(target).anchors
        #expect(
          anchors.contains(String(parts[1])), "\(page.path) links to the missing heading \(link)")
      }
    }
    #expect(count >= 50)
  }

  @Test func `The README leads to each page`() throws {
    let pages = try DocumentationPage.all()
    let linked = Set(pages[0].links.compactMap { $0.split(separator: "#").first.map(String.init) })
    for page in pages.dropFirst() { #expect(linked.contains(page.path), "\(page.path)") }
  }
}
