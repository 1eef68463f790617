/// A file of an entry.
package struct EntryFile: Sendable {
  /// The name of the record, which every entry has.
  package static let record = "article.json"
  package static let (markdown, html, text, mail) =
    ("article.md", "article.html", "article.txt", "article.eml")
  package static let (page, archive, changes) = ("page.html.gz", "page.warc.gz", "changes.diff")
  /// The names of files of entries, apart from images.
  package static let names = [record, markdown, html, text, mail, page, archive, changes]

  /// Whether a file of an entry can have this name: one of ``names``, or that of an image.
  package static func isName(_ name: String) -> Bool {
    names.contains(name) || EntryMedium.isName(name)
  }

  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
