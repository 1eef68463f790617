import Basics

import struct Foundation.Data
import class Foundation.JSONDecoder

/// An error of a record that cannot be decoded, in words for a person.
package struct EntryDocumentError: Error, Hashable, Sendable, CustomStringConvertible {
  package var reason: String

  package init(_ reason: String) { self.reason = reason }

  package var description: String { reason }
}

extension EntryDocument {
  /// The maximum size of a record that is decoded.
  package static let maximumBytes = 64 << 20

  /// Decodes a record that may have been changed by a consumer of the spool.
  ///
  /// `id`, `_ledewatch.revision` and `_ledewatch.teaser` must be of their types, because they identify
  /// the article. Any other member that is missing or of another type is nil, and unknown members are
  /// ignored. Foundation's decoder rejects JSON that is nested deeper than 512 levels.
  package init(decoding bytes: [UInt8]) throws(EntryDocumentError) {
    guard bytes.count <= EntryDocument.maximumBytes else {
      throw EntryDocumentError("larger than \(EntryDocument.maximumBytes >> 20) MiB")
    }
    do {
      self = try JSONDecoder().decode(EntryDocument.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw EntryDocumentError(error)
    } catch {
      throw EntryDocumentError("not a record: \(error)")
    }
  }
}

extension EntryDocument: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    details = try container.decode(EntryDetails.self, forKey: .details)
    url = container.value(.url)
    externalURL = container.value(.externalURL)
    title = container.value(.title)
    summary = container.value(.summary)
    datePublished = container.value(.datePublished)
    dateModified = container.value(.dateModified)
    authors = container.value(.authors)
    language = container.value(.language)
    image = container.value(.image)
    tags = container.value(.tags)
    contentText = container.value(.contentText)
    contentHTML = container.value(.contentHTML)
    attachments = container.value(.attachments)
  }
}

extension EntryDetails: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    revision = try container.decodeIfPresent(Int.self, forKey: .revision)
    teaser = try container.decodeIfPresent(EntryTeaser.self, forKey: .teaser)
    version = container.value(.version) ?? 1
    event = container.value(.event)
    previous = container.value(.previous)
    changes = container.value(.changes)
    source = container.value(.source)
    listing = container.value(.listing)
    entry = container.value(.entry)
    firstSeen = container.value(.firstSeen)
    fetchedAt = container.value(.fetchedAt)
    insecureRedirect = container.value(.insecureRedirect)
    at = container.value(.at)
    datePrecision = container.value(.datePrecision)
    dateFrom = container.value(.dateFrom)
    headline = container.value(.headline)
    section = container.value(.section)
    imageCaption = container.value(.imageCaption)
    pages = container.value(.pages)
    nextPage = container.value(.nextPage)
    dateline = container.value(.dateline)
    extraction = container.value(.extraction)
    extractionReason = container.value(.extractionReason)
    media = container.value(.media)
    reason = container.value(.reason)
    health = container.value(.health)
    previousHealth = container.value(.previousHealth)
    remedy = container.value(.remedy)
    page = container.value(.page)
    atLeast = container.value(.atLeast)
    after = container.value(.after)
    before = container.value(.before)
    place = container.value(.place)
    previousPlace = container.value(.previousPlace)
    host = container.value(.host)
    address = container.value(.address)
  }
}

extension KeyedDecodingContainer {
  /// The value of a member, or nil if it is missing or of another type.
  fileprivate func value<Value: Decodable>(_ key: Key) -> Value? {
    try? decode(Value.self, forKey: key)
  }
}

extension EntryDocumentError {
  fileprivate init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init("the member \(Self.path(context.codingPath + [key])) is missing")
    case .typeMismatch(_, let context) where context.codingPath.isEmpty:
      self.init("not a JSON object")
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      self.init("the member \(Self.path(context.codingPath)) has the wrong type")
    case .dataCorrupted: self.init("not JSON")
    @unknown default: self.init("not a record")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    "“" + keys.map(\.stringValue).joined(separator: ".") + "”"
  }
}
