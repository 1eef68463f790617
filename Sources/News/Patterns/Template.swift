/// How a link is made from what a pattern found: `/article/$1?lang=en`. `$1` to `$9` are the
/// pattern's groups, `$0` is all that matched, `$$` is a dollar.
package struct Template: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  private let parts: [Part]

  private enum Part: Hashable {
    case text(String)
    case group(Int)
  }

  /// - Parameter groups: how many the pattern has.
  /// - Throws: ``PatternFault`` with the place of what is not understood.
  package init(_ text: String, groups: Int) throws(PatternFault) {
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
        throw PatternFault(message: "“$” stands before a digit, or doubled", column: at + 1)
      }
      if characters[at + 1] == "$" {
        plain.append("$")
      } else if characters[at + 1].isASCII, let number = characters[at + 1].wholeNumberValue {
        guard number <= groups else {
          throw PatternFault(message: "the pattern has no group \(number)", column: at + 1)
        }
        parts += [.text(plain), .group(number)]
        plain = ""
      } else {
        throw PatternFault(message: "“$” stands before a digit, or doubled", column: at + 1)
      }
      at += 2
    }
    self.parts = parts + [.text(plain)]
  }

  /// Groups that took no part in the match are empty.
  func filled(with groups: [String?]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .group(let number): groups[number] ?? ""
      }
    }.joined()
  }
}
