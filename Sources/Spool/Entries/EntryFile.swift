/// A file of an entry.
package struct EntryFile: Sendable {
  /// The name of the record, which every entry has.
  package static let record = "article.json"
  package static let (markdown, page, changes) = ("article.md", "page.html.gz", "changes.diff")
  /// All names that files of entries have.
  package static let names = [record, markdown, page, changes]

  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
