import Yams

extension ConfigurationDiagnostic {
  /// Creates a diagnostic in plain words for an error of Yams and libyaml.
  init(file: String, yaml error: any Error, in text: String) {
    self.init(file: file, message: "invalid YAML: \(error)")
    guard let error = error as? YamlError else { return }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let problem = YAMLProblem(problem, mark, context, text)
      message = problem.message
      (line, column) = (problem.mark.line, problem.mark.column)
    case .duplicatedKeysInMapping(let keys, let context):
      message = "duplicate key “\(keys.joined(separator: "”, “"))”"
      (line, column) = (context.mark.line, context.mark.column)
    case .reader(let problem, let offset, let value, let text):
      message = YAMLProblem.message(ofReader: problem, value: value)
      guard let offset else { return }
      let before = text.prefix(offset)
      line = before.count { $0.isNewline } + 1
      column = before.reversed().prefix { !$0.isNewline }.map(\.unicodeScalars.count).reduce(1, +)
    default: break
    }
  }
}

/// A syntax error of YAML in plain words.
struct YAMLProblem {
  private(set) var message: String
  private(set) var mark: Mark

  private static let tabs = "indent with spaces, not tabs"

  /// - Parameters:
  ///   - problem: libyaml's text for the problem.
  ///   - context: libyaml's text for what it was parsing, and where that begins.
  init(_ problem: String, _ mark: Mark, _ context: YamlError.Context?, _ text: String) {
    self.mark = mark
    message = "invalid YAML: \(problem)"
    let part = context?.text ?? ""
    let start = context?.mark ?? mark
    if let plain = YAMLProblem.messages[problem] {
      message = plain
    } else if let plain = YAMLProblem.startMessages[problem] {
      (message, self.mark) = (plain, start)
    } else if problem == "did not find expected key", !text.isFirstOnLine(mark) {
      message = "unexpected text after the value; quote the whole value"
    } else if let plain = YAMLProblem.expectations[problem] {
      message = "expected \(plain) on line \(start.line)"
    } else if problem.contains("cannot start any token") {
      let character = text.character(at: mark)
      message = character == "\t" ? YAMLProblem.tabs : YAMLProblem.quote(character)
    } else if problem == "found undefined alias" {
      message = YAMLProblem.quote("*")
    } else if ["directive", "tag", "anchor", "alias", "block scalar"].contains(where: part.contains)
      || problem.contains("directive") || problem.contains("tag")
    {
      // These begin with one of the characters % ! & * | > in a value that should be quoted.
      self.mark = start
      message = YAMLProblem.quote(text.character(at: start))
    }
  }

  private static func quote(_ character: Character?) -> String {
    guard let character else { return "the file ends unexpectedly" }
    return "a value that begins with “\(character)” must be in quotes"
  }

  /// Messages about the place where libyaml noticed the problem.
  private static let messages = [
    "block sequence entries are not allowed in this context":
      "a list item (“- …”) must begin on a line of its own",
    "mapping keys are not allowed in this context":
      "a value that begins with “? ” must be in quotes",
    "mapping values are not allowed in this context":
      "unexpected “:”; check the indentation and the line above, or quote a value that contains “: ”",
    "found unexpected ': '": "a value that contains “: ” must be in quotes",
    "found a tab character where an indentation space is expected": tabs,
    "found a tab character that violates indentation": tabs,
    "found unknown escape character":
      "unknown escape sequence; use single quotes, or write “\\\\” for a backslash",
    "did not find expected hexdecimal number":
      "incomplete escape sequence; use single quotes, or write “\\\\” for a backslash",
    "found invalid Unicode character escape code": "this escape sequence is not a character",
    "Maximum nesting level reached, set with yaml_set_max_nest_level())":
      "too many levels of nesting",
    "did not find expected <document start>": "unexpected text; check the indentation",
    "but found another document": "“---” and “...” are not allowed here; a file is one document",
    "did not find expected node content":
      "expected a value; check that brackets are closed, and quote a value that begins with one",
  ]

  /// Messages about the beginning of what libyaml was parsing.
  private static let startMessages = [
    "could not find expected ': '": "expected “:” after this key",
    "could not find expected ':'": "expected “:” after this key",
    "found unexpected document indicator": "this quotation mark is not closed",
    "found unexpected end of stream": "this quotation mark is not closed",
  ]

  /// What libyaml expected as the continuation of something that began on an earlier line.
  private static let expectations = [
    "did not find expected '-' indicator": "a list item (“- …”) indented like the first one",
    "did not find expected key": "a key indented like the first one",
    "did not find expected ',' or ']'": "“,” or “]” for the list that begins",
    "did not find expected ',' or '}'": "“,” or “}” for the mapping that begins",
  ]

  fileprivate static func message(ofReader problem: String, value: Int32) -> String {
    guard value >= 0 else { return "invalid YAML: \(problem)" }
    let digits = String(value, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "the character U+\(code) is not allowed"
  }
}

extension String {
  /// Whether only spaces precede a mark on its line.
  fileprivate func isFirstOnLine(_ mark: Mark) -> Bool {
    guard let start = scalarIndex(line: mark.line, column: 1),
      let end = scalarIndex(line: mark.line, column: mark.column)
    else { return true }
    return unicodeScalars[start..<end].allSatisfy { $0 == " " }
  }

  fileprivate func character(at mark: Mark) -> Character? {
    scalarIndex(line: mark.line, column: mark.column).flatMap {
      $0 < unicodeScalars.endIndex ? Character(unicodeScalars[$0]) : nil
    }
  }
}
