extension EntryDocument {
  package struct Author: Codable, Hashable, Sendable {
    package var name: String

    package init(name: String) { self.name = name }
  }

  /// An attachment of JSON Feed: an image of the article that the entry contains.
  package struct Attachment: Codable, Hashable, Sendable {
    /// The address from which it was fetched.
    package var url: String
    package var mimeType: String
    package var sizeInBytes: Int
    package var title: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case url
      case mimeType = "mime_type"
      case sizeInBytes = "size_in_bytes"
      case title
    }
  }
}

/// The name of the file of an image in the entry, and the address from which the image was fetched.
package struct EntryMediumFile: Codable, Hashable, Sendable {
  package var url: String
  package var file: String
}

/// A teaser in a record.
package struct EntryTeaser: Codable, Hashable, Sendable {
  package var link: String
  /// The parts of the date that the listing states: a day, perhaps a time, perhaps an offset.
  package var date: String?
  /// True for a date relative to the time of fetching, such as “3 hours ago”; else absent.
  package var dateRelative: Bool?
  package var lede: String?
  package var headline: String?
  /// The address of the teaser's image.
  package var image: String?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case link, date
    case dateRelative = "date_relative"
    case lede, headline, image
  }
}
