import Basics
import Yams

/// A value of the configuration with its place. Its functions decode it, or throw what they expected.
struct SettingValue {
  let node: Node
  let mark: Mark?
  let context: ConfigurationContext

  func with(_ node: Node, mark: Mark? = nil) -> SettingValue {
    SettingValue(node: node, mark: mark ?? node.mark, context: context)
  }

  /// Whether nothing follows the colon, or YAML's null does.
  var isEmpty: Bool {
    node.scalar.map { $0.style == .plain && ["", "~", "null"].contains($0.string) } ?? false
  }

  // MARK: - Diagnostics

  func diagnostic(_ message: String) -> ConfigurationDiagnostic {
    ConfigurationDiagnostic(
      file: context.file, line: mark?.line ?? 0, column: mark?.column ?? 0, message: message)
  }

  func error(_ message: String) -> SettingError {
    SettingError(diagnostics: [diagnostic(message)])
  }

  /// Returns an error: `expected …, not …`
  /// - Parameters:
  ///   - expectation: What is allowed.
  ///   - shown: The value as the message shows it; nil to show it as written.
  ///   - suggested: The value that was probably intended, if any.
  func expected(_ expectation: String, shown: String? = nil, suggested: String? = nil)
    -> SettingError
  {
    let actual =
      switch node {
      case .scalar(let scalar):
        isEmpty
          ? "but there is no value" : "not “\((shown ?? scalar.string).truncated(to: 80))”"
      case .mapping: "not “key: value” pairs"
      case .sequence: "not a list"
      case .alias: "not an alias"
      }
    return error("expected \(expectation), \(actual)\(suggestion(suggested))")
  }

  // MARK: - Scalars

  /// - Parameter expectation: What is allowed, for the message.
  func text(_ expectation: String = "text") throws(SettingError) -> String {
    guard let scalar = node.scalar, !isEmpty else { throw expected(expectation) }
    return scalar.string
  }

  /// Returns a text that fits into one line of a protocol or a log.
  func line(_ expectation: String = "text") throws(SettingError) -> String {
    let text = try text(expectation)
    guard !text.isEmpty else { throw error("expected \(expectation), but the text is empty") }
    guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }) else {
      throw error("expected \(expectation) on one line, without control characters")
    }
    return text
  }

  func bool() throws(SettingError) -> Bool {
    switch try text("true or false").lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: throw expected("true or false")
    }
  }

  /// Whether the value is `off`, or another word for it that YAML 1.1 has.
  var isOff: Bool {
    node.scalar.map { ["off", "no", "false"].contains($0.string.lowercased()) } ?? false
  }

  func integer(_ range: ClosedRange<Int>) throws(SettingError) -> Int {
    let expectation = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let number = Int(try text(expectation)), range.contains(number) else {
      throw expected(expectation)
    }
    return number
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type = Choice.self)
    throws(SettingError) -> Choice
  {
    let names = Choice.allCases.map(\.rawValue)
    let expectation =
      (names.count > 2 ? "one of " : "") + names.dropLast().joined(separator: ", ")
      + " or \(names[names.count - 1])"
    let text = try text(expectation)
    if let choice = Choice(rawValue: text) { return choice }
    throw expected(expectation, suggested: closestMatch(to: text, among: names))
  }

  // MARK: - Collections

  /// Decodes each item of a list. An invalid item does not end the decoding.
  /// - Parameter items: What the list holds, with an example, for the message.
  func list<Item>(
    of items: String, _ decode: (SettingValue) throws(SettingError) -> Item
  ) throws(SettingError) -> [Item] {
    guard case .sequence(let sequence) = node else { throw expected("a list of \(items)") }
    var decoded: [Item] = []
    var diagnostics: [ConfigurationDiagnostic] = []
    for node in sequence {
      do { decoded.append(try decode(with(node, mark: node.mark ?? mark))) } catch {
        diagnostics += error.diagnostics
      }
    }
    guard diagnostics.isEmpty else { throw SettingError(diagnostics: diagnostics) }
    return decoded
  }

  /// Decodes each “key: value” pair. An invalid pair does not end the decoding.
  func pairs<Item>(
    _ example: String, _ decode: (String, SettingValue) throws(SettingError) -> Item
  ) throws(SettingError) -> [String: Item] {
    guard case .mapping(let mapping) = node else {
      throw expected("“key: value” pairs (\(example))")
    }
    var items: [String: Item] = [:]
    var diagnostics: [ConfigurationDiagnostic] = []
    for (key, value) in mapping {
      do {
        let name = try with(key).text("a name")
        items[name] = try decode(name, with(value, mark: value.mark ?? key.mark))
      } catch {
        diagnostics += error.diagnostics
      }
    }
    guard diagnostics.isEmpty else { throw SettingError(diagnostics: diagnostics) }
    return items
  }
}
