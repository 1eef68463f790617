/// An optional file of a spool entry; the raw value is its name in the configuration.
package enum EntryFormat: String, Sendable, CaseIterable {
  /// `article.md`
  case markdown
  /// `page.html.gz`, the page as received
  case page
}
