/// The conditions of a step of XPath as simple selectors.
enum SelectorCondition {
  /// Returns a compound selector.
  /// - Parameter allowsPosition: whether the positions are those among the children of an element.
  static func compound(
    _ name: String, _ conditions: [XPathExpression], allowsPosition: Bool
  ) throws(XPathError) -> String {
    var compound = name
    for (index, condition) in conditions.enumerated() {
      guard let position = position(condition) else {
        let suffix = try self.suffix(condition)
        compound = (compound == "*" ? "" : compound) + suffix
        continue
      }
      guard allowsPosition else { throw XPathError("a position among descendants or siblings") }
      if index > 0 {
        compound += ":nth-\(position.isFromEnd ? "last-" : "")child(\(position.nth) of \(compound))"
      } else if name == "*" {
        compound = ":nth-\(position.isFromEnd ? "last-" : "")child(\(position.nth))"
      } else {
        compound += ":nth-\(position.isFromEnd ? "last-" : "")of-type(\(position.nth))"
      }
    }
    return compound
  }

  /// Returns simple selectors for conditions without positions.
  static func suffix(_ conditions: [XPathExpression]) throws(XPathError) -> String {
    var suffix = ""
    for condition in conditions { suffix += try self.suffix(condition) }
    return suffix
  }

  // MARK: - Positions

  private static func position(_ condition: XPathExpression) -> (nth: String, isFromEnd: Bool)? {
    switch condition {
    case .number(let number): return ("\(number)", false)
    case .call("last", _): return ("1", true)
    case .comparison(let sign, .call("position", _), .number(let number)):
      switch sign {
      case "=": return ("\(number)", false)
      case ">": return ("n+\(number + 1)", false)
      case ">=": return ("n+\(number)", false)
      case "<": return ("-n+\(number - 1)", false)
      case "<=": return ("-n+\(number)", false)
      default: return number == 1 ? ("n+2", false) : nil
      }
    case .comparison("=", .call("position", _), .call("last", _)): return ("1", true)
    default: return nil
    }
  }

  // MARK: - Conditions

  private static func suffix(_ condition: XPathExpression) throws(XPathError) -> String {
    switch condition {
    case .and(let left, let right): return try suffix(left) + suffix(right)
    case .or(let left, let right): return ":is(\(try suffix(left)), \(try suffix(right)))"
    case .call("not", let arguments) where arguments.count == 1:
      return ":not(\(try suffix(arguments[0])))"
    case .call(let name, let arguments): return try function(name, arguments)
    case .comparison(let sign, let left, let right): return try comparison(sign, left, right)
    case .path(let path): return try existence(path)
    case .union(let parts):
      var suffixes: [String] = []
      for part in parts { suffixes.append(try suffix(part)) }
      return ":is(\(suffixes.joined(separator: ", ")))"
    case .number: throw XPathError("a position within a condition")
    case .literal: throw XPathError("a text as a condition")
    }
  }

  private static func comparison(
    _ sign: String, _ left: XPathExpression, _ right: XPathExpression
  ) throws(XPathError) -> String {
    switch (left, right) {
    case (.literal, .path),
      (.number, .call) where sign == "=" || sign == "!=":
      return try comparison(sign, right, left)
    case (.path(var path), .literal(let text)):
      guard let last = path.steps.last, last.axis == "attribute", last.conditions.isEmpty else {
        throw XPathError("a condition on text")
      }
      guard sign == "=" || sign == "!=" else { throw XPathError("a comparison of sizes") }
      let equal = "[\(last.test)=\(quoted(text))]"
      let test = sign == "=" ? equal : "[\(last.test)]:not(\(equal))"
      path.steps.removeLast()
      return try existence(path, of: test)
    case (.call("string-length", let arguments), .number(0)) where sign == ">" || sign == "!=":
      let name = try attribute(arguments)
      return "[\(name)]:not([\(name)=\"\"])"
    case (.call("name", let arguments), .literal(let name)),
      (.call("local-name", let arguments), .literal(let name)):
      guard arguments.isEmpty, sign == "=", name.allSatisfy({ $0.isASCII && $0.isLetter }) else {
        throw XPathError("a condition on a name")
      }
      return ":is(\(name))"
    case (.call(let name, _), _): throw XPathError("the function “\(name)”")
    default: throw XPathError("a comparison")
    }
  }

  private static func function(
    _ name: String, _ arguments: [XPathExpression]
  ) throws(XPathError) -> String {
    guard ["contains", "starts-with", "ends-with"].contains(name), arguments.count == 2 else {
      throw XPathError("the function “\(name)”")
    }
    guard case .literal(let text) = arguments[1], !text.isEmpty else {
      throw XPathError("the second argument of “\(name)”")
    }
    if name == "contains", let attribute = spacedAttribute(arguments[0]) {
      let word = text.dropFirst().dropLast()
      guard text.count > 2, text.first == " ", text.last == " ", !word.contains(" ") else {
        throw XPathError("a condition on a part of several words")
      }
      return "[\(attribute)~=\(quoted(String(word)))]"
    }
    let sign = name == "contains" ? "*=" : name == "starts-with" ? "^=" : "$="
    return "[\(try attribute([arguments[0]]))\(sign)\(quoted(text))]"
  }

  /// Returns the attribute of `concat(" ", normalize-space(@class), " ")`.
  private static func spacedAttribute(_ expression: XPathExpression) -> String? {
    guard case .call("concat", let parts) = expression, parts.count == 3,
      parts[0] == .literal(" "), parts[2] == .literal(" ")
    else { return nil }
    if case .call("normalize-space", let arguments) = parts[1] { return try? attribute(arguments) }
    return try? attribute([parts[1]])
  }

  /// Returns the name of the attribute that the only argument is.
  private static func attribute(_ arguments: [XPathExpression]) throws(XPathError) -> String {
    guard arguments.count == 1, case .path(let path) = arguments[0], path.start == nil,
      !path.isAbsolute,
      let step = path.steps.last, step.axis == "attribute", step.conditions.isEmpty,
      path.steps.dropLast().allSatisfy({ $0 == XPathStep(axis: "self", test: "node()") })
    else { throw XPathError("a condition on text") }
    return try name(step.test)
  }

  private static func name(_ name: String) throws(XPathError) -> String {
    guard name != "*", name.allSatisfy({ $0.isASCII && $0 != "." }) else {
      throw XPathError("the attribute “\(name)”")
    }
    return name
  }

  /// Returns a selector for elements that have what a path selects below them.
  /// - Parameter suffix: a further condition on what is selected.
  private static func existence(
    _ path: XPathPath, of suffix: String = ""
  ) throws(XPathError) -> String {
    var path = path
    var suffix = suffix
    if let last = path.steps.last, last.axis == "attribute" {
      guard last.conditions.isEmpty else { throw XPathError("a condition on an attribute") }
      suffix = "[\(try name(last.test))]" + suffix
      path.steps.removeLast()
    }
    if path.steps.count == 1, path.steps[0].axis == "self", !path.isAbsolute, path.start == nil {
      let step = path.steps[0]
      let name = step.test == "node()" || step.test == "*" ? "" : ":is(\(step.test))"
      return name + (try self.suffix(step.conditions)) + suffix
    }
    guard !path.steps.isEmpty else { return suffix }
    guard !path.isAbsolute else { throw XPathError("a condition on the whole document") }
    guard path.steps.last?.test != "text()" else { throw XPathError("a condition on text") }
    var builder = SelectorBuilder(nil)
    try builder.add(path)
    guard let selector = builder.selector else { throw XPathError("a condition on text") }
    return ":has(\(selector)\(suffix))"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped.split(whereSeparator: \.isNewline).joined(separator: "\\a ") + "\""
  }
}
