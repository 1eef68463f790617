import Basics
import News
import Web

extension EntryRecord {
  /// Returns the files of the entry that this module writes. ``EntryFormat/mail`` is none of them, because
  /// mails belong to a module above.
  /// - Parameters:
  ///   - json: the bytes of ``document``; the ledger stores the same bytes for hooks.
  ///   - page: the page as received; nil if the article could not be fetched.
  ///   - exchanges: the messages by which the article was fetched.
  package func files(
    json: [UInt8], formats: Set<EntryFormat>, page: [UInt8]?, exchanges: [HTTPExchange] = []
  ) -> [EntryFile] {
    var files = [EntryFile(name: EntryFile.record, bytes: json)]
    func add(_ format: EntryFormat, _ name: String, _ bytes: () -> [UInt8]) {
      if formats.contains(format) { files.append(EntryFile(name: name, bytes: bytes())) }
    }
    add(.markdown, EntryFile.markdown) { document.markdown() }
    add(.html, EntryFile.html, htmlPage)
    add(.text, EntryFile.text, plainText)
    if let changes {
      let head = "--- \(previous ?? "")\n+++ \(entryName)\n"
      files.append(EntryFile(name: EntryFile.changes, bytes: Array((head + changes.text).utf8)))
    }
    if let page {
      add(.page, EntryFile.page) { Gzip.compress(page) }
      add(.warc, EntryFile.archive) { archive(page: page, exchanges: exchanges) }
    }
    for medium in media where !files.contains(where: { $0.name == medium.name }) {
      files.append(EntryFile(name: medium.name, bytes: medium.bytes))
    }
    return files
  }

  /// The images that the record refers to: their addresses, each once, and their descriptions. The lead image
  /// comes first.
  package var images: [(address: String, title: String?)] {
    let inText = ArticleImages.images(in: html)
    var images = inText.map { (address: $0.address, title: Optional($0.description).nonEmpty) }
    if let image = image.nonEmpty {
      let title = images.first { $0.address == image }?.title ?? article?.imageCaption
      images.removeAll { $0.address == image }
      images.insert((image, title.nonEmpty), at: 0)
    }
    return images
  }
}
