import Foundation
import Testing

@testable import Spool

@Suite struct JSONTests {
  private let value = JSON.object([
    ("z", .string("1")), ("a", .integer(2)), ("list", .array([.bool(true), .bool(false)])),
    ("empty", .array([])), ("nothing", .null), ("half", .number(0.5)), ("none", .number(.nan)),
  ])

  private func text(_ json: JSON, _ layout: JSON.Layout) -> String {
    String(decoding: json.serialized(layout), as: UTF8.self)
  }

  @Test func `Members keep their order on one line`() {
    #expect(
      text(value, .line)
        == #"{"z":"1","a":2,"list":[true,false],"empty":[],"nothing":null,"half":0.5,"none":null}"#
        + "\n")
  }

  @Test func `The indented layout has a member or element per line`() {
    #expect(
      text(.object([("a", .array([.integer(1), .object([])])), ("b", .string("x"))]), .pretty)
        == """
        {
          "a": [
            1,
            {}
          ],
          "b": "x"
        }

        """)
  }

  @Test func `Absent members are left out of an object`() {
    #expect(text(.object(optional: [("a", nil), ("b", .null)]), .line) == "{\"b\":null}\n")
  }

  private struct Sample: Encodable {
    struct Part: Encodable {
      var lastURL: String?
      var isGood = true
    }

    var zulu = 1
    var firstSeen = "then"
    var parts = [Part(lastURL: "u"), Part()]
    var ratio = 0.25
    var missing: Int?
    var byName = ["one": UInt8(1)]
    var _private = -1
  }

  @Test func `An encoded value has the members of its type, in their order, in snake_case`() throws
  {
    #expect(
      try text(JSON(encoding: Sample()), .line)
        == #"{"zulu":1,"first_seen":"then","parts":[{"last_url":"u","is_good":true},"#
        + #"{"is_good":true}],"ratio":0.25,"by_name":{"one":1},"_private":-1}"# + "\n")
  }

  @Test func `Single values and arrays can be encoded`() throws {
    #expect(try text(JSON(encoding: [1, nil, 3]), .line) == "[1,null,3]\n")
    #expect(try text(JSON(encoding: "a"), .line) == "\"a\"\n")
    #expect(try text(JSON(encoding: UInt64.max), .line).hasPrefix("1.8446744073709552e+19"))
  }
}
