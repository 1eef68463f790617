import Basics

/// The JSON Schema (draft 2020-12) of settings. It describes values as editors see them: YAML 1.2 makes numbers
/// and truth values of some texts.
extension SettingForm {
  /// The members of the schema of a value of this form.
  var schema: [String: Any] {
    switch self {
    case .text(_, let pattern): SettingForm.textSchema(pattern)
    case .flag:
      [
        "type": ["boolean", "string"], "pattern": "^([Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff])$",
      ]
    case .integer(let range):
      ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound]
    case .duration(let minimum):
      [
        "type": ["string", "number"], "minimum": minimum.seconds, "maximum": 3650 * 86_400,
        "pattern": "^[0-9.]+$|^([0-9.]+(ms|s|m|min|h|d|w) *)+$",
      ]
    case .size(let range):
      [
        "type": ["string", "integer"], "minimum": range.lowerBound, "maximum": range.upperBound,
        "pattern": "^[0-9]+ *([kKmMgG]([iI]?[bB])?|[bB])?$",
      ]
    case .words(let words): ["enum": words as [Any] + words.compactMap(Double.init)]
    case .off: ["enum": ["off", "no", "false", false] as [Any]]
    case .list(let item, let count, let mayBeEmpty):
      SettingForm.listSchema(item.schema, count, mayBeEmpty)
    case .pairs(let value, let names):
      ["type": "object", "additionalProperties": value.schema]
        .merging(names.map { ["propertyNames": ["pattern": $0]] } ?? [:]) { $1 }
    case .settings(let settings, let mayBeEmpty, let kinds):
      settings.schema(mayBeEmpty, kinds)
    case .either(let forms): ["anyOf": forms.map(\.schema)]
    }
  }

  /// Texts that YAML takes for numbers or truth values are allowed where the pattern permits them.
  private static func textSchema(_ pattern: String?) -> [String: Any] {
    guard let pattern else { return ["type": ["string", "number", "boolean"], "minLength": 1] }
    func permits(_ text: String) -> Bool {
      (try? Regex(pattern).firstMatch(in: text)) != nil
    }
    let types =
      ["string"] + (permits("660") ? ["number"] : []) + (permits("true") ? ["boolean"] : [])
    return ["type": types, "pattern": pattern]
  }

  private static func listSchema(
    _ item: [String: Any], _ count: ClosedRange<Int>?, _ mayBeEmpty: Bool
  ) -> [String: Any] {
    var schema: [String: Any] = ["items": item]
    schema["type"] = mayBeEmpty ? ["array", "null"] as Any : "array"
    if let count {
      schema["minItems"] = count.lowerBound
      schema["maxItems"] = count.upperBound
    }
    return schema
  }
}

extension [SettingReference] {
  /// Returns the members of the schema of a mapping with these keys and no others.
  fileprivate func schema(_ mayBeEmpty: Bool, _ kinds: [SettingKind]) -> [String: Any] {
    var schema: [String: Any] = ["additionalProperties": false]
    schema["type"] = mayBeEmpty ? ["object", "null"] as Any : "object"
    schema["properties"] = Dictionary(uniqueKeysWithValues: map { ($0.name, $0.schema) })
    let required = filter(\.isRequired).map(\.name)
    if !required.isEmpty { schema["required"] = required }
    guard !kinds.isEmpty else { return schema }
    schema["oneOf"] = kinds.map { ["required": [$0.key]] }
    schema["dependentRequired"] = Dictionary(
      kinds.flatMap { kind in kind.others.map { ($0, [kind.key]) } }, uniquingKeysWith: { $1 })
    return schema
  }
}

extension SettingReference {
  /// The members of the schema of the value, with what editors show.
  fileprivate var schema: [String: Any] {
    var schema = form.schema
    schema["description"] =
      switch absence {
      case .value(let text): "\(description) Default: \(text)"
      case .described(let text): "\(description) Default: \(text)"
      case .required, .absent: description
      }
    if case .value(let text) = absence, let value = defaultValue(text) { schema["default"] = value }
    return schema
  }

  /// Returns a default that is a scalar or empty.
  private func defaultValue(_ text: String) -> Any? {
    switch (form, text) {
    case (.flag, _): return text == "true"
    case (.integer, _): return Int(text)
    case (_, "[]"): return [String]()
    case (_, "{}"): return [String: String]()
    case (.list, _), (.pairs, _), (.settings, _), (.either, _): return nil
    default: return text
    }
  }
}
