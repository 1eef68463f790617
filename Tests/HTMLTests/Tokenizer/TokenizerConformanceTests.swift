import Foundation
import Testing

@testable import HTML

/// The tokenizer tests of html5lib-tests.
@Suite(.enabled(if: SharedCorpus.contains("html5lib-tests/tokenizer"), SharedCorpus.isMissing))
struct `html5lib tokenizer tests` {
  @Test func `All tests pass`() throws {
    let folder = SharedCorpus.folder("html5lib-tests/tokenizer")
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    where name.hasSuffix(".test") {
      let data = try Data(contentsOf: folder.appending(path: name))
      let file = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
      let isXML = file["xmlViolationTests"] != nil
      let tests = try #require((file["tests"] ?? file["xmlViolationTests"]) as? [[String: Any]])
      for test in tests {
        count += 1
        try run(test, in: name, coercing: isXML)
      }
    }
    #expect(count == 6810)
  }

  private func run(_ test: [String: Any], in file: String, coercing: Bool) throws {
    let isEscaped = test["doubleEscaped"] as? Bool ?? false
    let input = try #require(test["input"] as? String)
    let text = isEscaped ? unescape(input) : input
    let output = try #require(test["output"] as? [[Any]])
    let expected = merge(try output.map { try token($0, isEscaped: isEscaped) })
    for state in test["initialStates"] as? [String] ?? ["Data state"] {
      var found = TokenRecorder.tokens(
        text, state: try #require(Self.states[state]), lastStartTag: test["lastStartTag"] as? String
      )
      if coercing { found = found.map(coerce) }
      let title = "\(file), \(test["description"] ?? ""), \(state)"
      #expect(found == expected, "\(title)")
    }
  }

  private static let states: [String: TokenizerState] = [
    "Data state": .data, "PLAINTEXT state": .plaintext, "RCDATA state": .rcdata,
    "RAWTEXT state": .rawtext, "Script data state": .scriptData, "CDATA section state": .cdata,
  ]

  private func token(_ fields: [Any], isEscaped: Bool) throws -> TokenRecorder.Token {
    func string(_ index: Int) -> String? {
      (fields[index] as? String).map { isEscaped ? unescape($0) : $0 }
    }
    let kind = try #require(fields[0] as? String)
    switch kind {
    case "DOCTYPE":
      let isCorrect = try #require(fields[4] as? Bool)
      return .doctype(
        name: string(1), publicIdentifier: string(2), systemIdentifier: string(3), isCorrect)
    case "StartTag":
      var attributes: [String: String] = [:]
      for (name, value) in try #require(fields[2] as? [String: String]) {
        attributes[isEscaped ? unescape(name) : name] = isEscaped ? unescape(value) : value
      }
      return .start(try #require(string(1)), attributes, isSelfClosing: fields.count > 3)
    case "EndTag": return .end(try #require(string(1)))
    case "Comment": return .comment(try #require(string(1)))
    default: return .characters(try #require(string(1)))
    }
  }

  private func merge(_ tokens: [TokenRecorder.Token]) -> [TokenRecorder.Token] {
    var merged: [TokenRecorder.Token] = []
    for token in tokens {
      if case .characters(let more) = token, case .characters(let text) = merged.last {
        merged[merged.count - 1] = .characters(text + more)
      } else {
        merged.append(token)
      }
    }
    return merged
  }

  /// Returns text without its second level of escapes. U+FFFD replaces unpaired surrogates, which
  /// decoded text cannot contain, in the input and the expected output.
  private func unescape(_ text: String) -> String {
    var units: [UInt16] = []
    var rest = text[...]
    while let backslash = rest.range(of: "\\u") {
      units.append(contentsOf: rest[..<backslash.lowerBound].utf16)
      let digits = rest[backslash.upperBound...].prefix(4)
      guard digits.count == 4, let unit = UInt16(digits, radix: 16) else { break }
      units.append(unit)
      rest = rest[digits.endIndex...]
    }
    units.append(contentsOf: rest.utf16)
    return String(decoding: units, as: UTF16.self)
  }

  /// Returns a token after "coercing an HTML DOM into an infoset", as one file of the suite expects.
  private func coerce(_ token: TokenRecorder.Token) -> TokenRecorder.Token {
    func legal(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { scalar in
            scalar == "\u{0C}" ? " " : scalar.value & 0xFFFE == 0xFFFE ? "\u{FFFD}" : scalar
          }))
    }
    switch token {
    case .characters(let text): return .characters(legal(text))
    case .comment(let text):
      return .comment(text.replacingOccurrences(of: "--", with: "- -"))
    default: return token
    }
  }
}
