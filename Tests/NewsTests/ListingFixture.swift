import Foundation
import Testing
import WebURL

@testable import News

/// A test case: a folder of `Fixtures/listings`.
struct ListingFixture: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/listings")

  static func all() throws -> [ListingFixture] {
    try FileManager.default.contentsOfDirectory(atPath: root.path).sorted().map(ListingFixture.init)
  }

  private func file(_ name: String) -> URL {
    Self.root.appending(path: self.name).appending(path: name)
  }

  func page() throws -> Page {
    let address = try #require(WebURL(try expected().address))
    return Page(address: address, bytes: [UInt8](try Data(contentsOf: file("listing.html"))))
  }

  func expected() throws -> Findings {
    try JSONDecoder().decode(Findings.self, from: Data(contentsOf: file("listing.json")))
  }

  func listing() throws -> Listing {
    let expected = try expected()
    return Listing(
      try page(), context: ReadingContext(now: expected.now), known: expected.known ?? [])
  }

  func findings(_ expected: Findings) throws -> Findings {
    let listing = try listing()
    var found = expected
    found.teasers = listing.teasers.map(Findings.Found.init)
    found.nextPage = listing.nextPage?.string
    found.feeds = listing.feeds.isEmpty ? nil : listing.feeds.map(\.string)
    found.emptyReason = listing.emptyReason
    return found
  }

  func record(_ found: Findings) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(found) + Data("\n".utf8)).write(to: file("listing.json"))
  }

  /// The content of `listing.json`.
  struct Findings: Codable, Sendable {
    var address: String
    /// The current time for the test, in seconds since 1970.
    var now: Int64
    var known: [String]?
    var teasers: [Found]?
    var nextPage: String?
    var feeds: [String]?
    var emptyReason: String?

    struct Found: Codable, Equatable, Sendable {
      var link: String
      var headline: String?
      var lede: String?
      var date: String?
      var image: String?

      init(_ teaser: Teaser) {
        link = teaser.link.string
        headline = teaser.headline
        lede = teaser.lede
        date = teaser.date.map { date in
          let time = date.secondOfDay.map { " \($0 / 3600):\($0 / 60 % 60)" } ?? ""
          return "\(date.day)\(time)\(date.isRelative ? " relative" : "")"
        }
        image = teaser.image
      }
    }
  }
}
