import Dates
import News

extension EntryRecord {
  /// The record of the entry: `article.json`, and what hooks read.
  package var document: EntryDocument {
    var document =
      article.map {
        EntryDocument(id: id, url: address, article: $0, timeZone: source.timeZone)
      } ?? EntryDocument(id: id)
    document.url = address.string
    document.title = title
    document.summary = lede
    document.datePublished = published.map { RFC3339.string(from: $0, in: source.timeZone) }
    document.dateModified = modified
    document.language = article?.language ?? source.language
    document.image = image
    document.contentText = text
    document.contentHTML = html
    document.attachments = media.isEmpty ? nil : media.map(EntryDocument.Attachment.init)
    complete(&document.details)
    return document
  }

  /// The date that the page states; of a revision whose page states none, when it was fetched.
  private var modified: String? {
    if let date = article?.modified { return RFC3339.string(from: date, in: source.timeZone) }
    return changes == nil ? nil : fetchedAt.map { RFC3339.string(from: $0) }
  }

  private var attachedFiles: [EntryMediumFile]? {
    media.isEmpty ? nil : media.map { EntryMediumFile(url: $0.address, file: $0.name) }
  }

  private func complete(_ details: inout EntryDetails) {
    details.event = event
    details.revision = revision
    details.previous = previous
    details.changes = changes?.names
    details.backlog = isBacklog ? true : nil
    details.source = source.name
    details.listing = source.listing.string
    details.entry = entryName
    details.firstSeen = RFC3339.string(from: firstSeen)
    details.fetchedAt = fetchedAt.map { RFC3339.string(from: $0) }
    details.insecureRedirect = insecureRedirect?.string
    details.datePrecision = published?.precision.rawValue
    details.dateFrom = publishedFrom
    details.headline = headline
    details.nextPage = nil
    details.teaser = EntryTeaser(teaser)
    details.media = attachedFiles
    guard article == nil else { return }
    details.extraction = .teaser
    details.extractionReason = unreadable.isEmpty ? nil : unreadable
  }
}

extension EntryDocument.Attachment {
  fileprivate init(_ medium: EntryMedium) {
    self.init(
      url: medium.address, mimeType: medium.kind.mediaType, sizeInBytes: medium.bytes.count,
      title: medium.title)
  }
}
