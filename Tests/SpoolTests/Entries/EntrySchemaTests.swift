import Basics
import Foundation
import Testing

@testable import Spool

/// `docs/article.schema.json` describes the records that this program writes.
@Suite struct EntrySchemaTests {
  private func schema() throws -> [String: Any] {
    let path = URL(filePath: #filePath).appending(path: "../../../../docs/article.schema.json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: path.standardized))
    return try #require(object as? [String: Any])
  }

  /// Returns the names of the members that a part of the schema has.
  private func members(_ path: String...) throws -> Set<String> {
    var part = try schema()
    for key in path { part = try #require(part[key] as? [String: Any]) }
    return Set(try #require(part["properties"] as? [String: Any]).keys)
  }

  @Test func `The schema has every member that a record has, and no other`() throws {
    #expect(try members() == Set(EntryDocument.CodingKeys.allCases.map(\.rawValue)))
    #expect(
      try members("$defs", "details") == Set(EntryDetails.CodingKeys.allCases.map(\.rawValue)))
    #expect(try members("$defs", "teaser") == Set(EntryTeaser.CodingKeys.allCases.map(\.rawValue)))
    #expect(
      try members("properties", "attachments", "items")
        == Set(EntryDocument.Attachment.CodingKeys.allCases.map(\.rawValue)))
    #expect(try members("$defs", "details", "properties", "media", "items") == ["url", "file"])
    #expect(try members("properties", "authors", "items") == ["name"])
  }

  @Test func `The schema has the version and the events of this program`() throws {
    let schema = try schema()
    #expect(schema["$id"] as? String == "urn:ledewatch:article:\(EntryDocument.version)")
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let details = try #require(definitions["details"] as? [String: Any])
    let properties = try #require(details["properties"] as? [String: [String: Any]])
    #expect(properties["version"]?["const"] as? Int == EntryDocument.version)
    let events = try #require(properties["event"]?["enum"] as? [String])
    #expect(Set(events) == Set(EventKind.allCases.map(\.rawValue)))
  }
}
