/// A template for links made from the groups of a pattern: `/article/$1?lang=en`. `$1` to `$9`
/// stand for groups, `$0` for the whole match, `$$` for a dollar sign.
package struct Template: Hashable, Sendable, CustomStringConvertible {
  /// The template as written.
  package let description: String
  private let parts: [Part]

  private enum Part: Hashable {
    case text(String)
    case group(Int)
  }

  /// Parses a template.
  ///
  /// - Parameter groups: the number of groups of the pattern.
  ///
  /// - Throws: ``PatternError`` with the column of the error.
  package init(_ text: String, groups: Int) throws(PatternError) {
    description = text
    var parts: [Part] = []
    var plain = ""
    let characters = Array(text)
    var at = 0
    while at < characters.count {
      guard characters[at] == "$" else {
        plain.append(characters[at])
        at += 1
        continue
      }
      guard at + 1 < characters.count else {
        throw PatternError(
          message: "“$” must be followed by a digit or another “$”", column: at + 1)
      }
      if characters[at + 1] == "$" {
        plain.append("$")
      } else if characters[at + 1].isASCII, let number = characters[at + 1].wholeNumberValue {
        guard number <= groups else {
          throw PatternError(message: "the pattern has no group \(number)", column: at + 1)
        }
        parts += [.text(plain), .group(number)]
        plain = ""
      } else {
        throw PatternError(
          message: "“$” must be followed by a digit or another “$”", column: at + 1)
      }
      at += 2
    }
    self.parts = parts + [.text(plain)]
  }

  /// Returns the template with groups inserted; groups without a match are empty.
  func filled(with groups: [String?]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .group(let number): groups[number] ?? ""
      }
    }.joined()
  }
}
