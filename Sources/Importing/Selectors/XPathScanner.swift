import Basics

/// A scanner for the tokens of XPath 1.0 (section 3.7).
struct XPathScanner {
  enum Token: Hashable {
    case name(String)
    case literal(String)
    case number(Int)
    case sign(String)
  }

  private static let maximumLength = 1024
  private static let signs = [
    "//", "::", "..", "!=", "<=", ">=", "/", "[", "]", "(", ")", "@", ",", "|", ".", "*", "=", "<",
    ">", "+", "-",
  ]

  /// Splits an expression into tokens.
  static func tokens(of text: String) throws(XPathError) -> [Token] {
    guard text.utf8.count <= maximumLength else { throw XPathError("it is too long") }
    var rest = text[...]
    var tokens: [Token] = []
    while let character = rest.first {
      if character.isWhitespace {
        rest.removeFirst()
      } else if character == "\"" || character == "'" {
        let body = rest.dropFirst()
        guard let end = body.firstIndex(of: character) else {
          throw XPathError("a quotation mark is not closed")
        }
        tokens.append(.literal(String(body[..<end])))
        rest = body[body.index(after: end)...]
      } else if character.isASCII, character.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        guard let number = Int(digits), number < 1_000_000 else {
          throw XPathError("the number is too large")
        }
        tokens.append(.number(number))
      } else if isNameStart(character) {
        let name = rest.prefix { isNameStart($0) || $0.isNumber || $0 == "-" || $0 == "." }
        rest = rest.dropFirst(name.count)
        tokens.append(.name(String(name)))
      } else if let sign = signs.first(where: { rest.hasPrefix($0) }) {
        rest = rest.dropFirst(sign.count)
        tokens.append(.sign(sign))
      } else {
        throw XPathError("“\(String(character).onOneLine)” is not expected")
      }
    }
    return tokens
  }

  private static func isNameStart(_ character: Character) -> Bool {
    character.isLetter || character == "_"
  }
}
