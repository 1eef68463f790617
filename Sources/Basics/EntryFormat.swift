/// An optional file of a spool entry; the raw value is its name in the configuration.
package enum EntryFormat: String, Sendable, CaseIterable {
  /// `article.md`
  case markdown
  /// `article.html`, a page that can be read and printed without a network
  case html
  /// `article.txt`
  case text
  /// `article.eml`, a message of Internet mail
  case mail
  /// `page.html.gz`, the page as received
  case page
  /// `page.warc.gz`, the messages by which the page was fetched
  case warc
}
