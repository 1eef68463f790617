/// A key of the configuration as people and editors see it.
struct SettingReference: Sendable {
  let name: String
  let form: SettingForm
  let absence: SettingDefault
  /// The meaning in full sentences or noun phrases, as Markdown.
  let description: String

  var isRequired: Bool { if case .required = absence { true } else { false } }
}

/// The effect of a key that is absent.
enum SettingDefault: Sendable {
  /// The configuration is faulty.
  case required
  /// Nothing is set.
  case absent
  /// The key has this value, in YAML.
  case value(String)
  /// The value depends on something, which a noun phrase describes.
  case described(String)

  /// The effect as Markdown.
  var summary: String {
    switch self {
    case .required: "required"
    case .absent: "–"
    case .value(let text): "`\(text)`"
    case .described(let text): text
    }
  }
}
