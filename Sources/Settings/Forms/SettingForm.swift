import Basics
import Web

/// The form of a value, as the reference of the configuration and its JSON Schema describe it.
indirect enum SettingForm: Sendable {
  /// A text of one line. The description is a noun phrase, and the pattern one of ECMA-262.
  case text(String, pattern: String? = nil)
  case flag
  case integer(ClosedRange<Int>)
  case duration(atLeast: Duration = .zero)
  /// A number of bytes.
  case size(ClosedRange<Int>)
  /// One of some words.
  case words([String])
  /// The word `off`, or another one for it that YAML 1.1 has.
  case off
  case list(SettingForm, count: ClosedRange<Int>? = nil, mayBeEmpty: Bool = false)
  /// Pairs whose keys are names of the user, with a pattern.
  case pairs(SettingForm, names: String? = nil)
  /// Settings by their keys. With kinds, exactly one of these is given.
  case settings([SettingReference], mayBeEmpty: Bool = false, kinds: [SettingKind] = [])
  case either([SettingForm])

  static func choice<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type) -> SettingForm
  {
    .words(Choice.allCases.map(\.rawValue))
  }
}

/// A kind of thing that one key makes, and the other keys that belong to it.
struct SettingKind: Sendable {
  let key: String
  let others: [String]
}

/// The texts that settings have in common.
extension SettingForm {
  static let command = list(.text("a word", pattern: "^"), count: 1...10_000)
  static let day = text("a day such as `2026-03-14`", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
  static let language = text(
    "a language tag such as `pt-BR`", pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
  static let mailAddress = text("a mail address", pattern: "^[^@ ]+@[^@ ]+$")
  static let name = text(
    "a name of lowercase letters, digits, `.`, `_` and `-`", pattern: "^[a-z0-9][a-z0-9._-]{0,63}$")
  static let path = text("a path")
  static let secretFile = text("the name of a file")
  static let selector = text("a CSS selector")
  static let term = text("a word or a phrase")
  static let timeWindow = text("days, hours, or both, such as `Mon-Fri 07:00-22:00`")
  static let timeZone = text("a time zone such as `Europe/Berlin`", pattern: "^[A-Z]")
  static let url = text("a URL", pattern: "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#@]+([/?#].*)?$")
}

extension SettingForm {
  /// The form in words, as Markdown.
  var summary: String {
    switch self {
    case .text(let description, _): description
    case .flag: "`true` or `false`"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .duration(let minimum):
      "a duration" + (minimum > .zero ? " of at least \(minimum.shortDescription)" : "")
    case .size(let range):
      "a size from \(Measure.size(range.lowerBound)) to \(Measure.size(range.upperBound))"
    case .words(let words): SettingForm.alternatives(words.map { "`\($0)`" })
    case .off: "`off`"
    case .list(.settings, _, _): "a list of settings, listed below"
    case .list(let item, let count, _):
      "a list"
        + (count.map { $0.upperBound < 1000 ? " of at most \($0.upperBound) items" : "" } ?? "")
        + "; each item is " + item.summary
    case .pairs(let value, _): "`NAME: VALUE` pairs; each value is \(value.summary)"
    case .settings: "settings, listed below"
    case .either(let forms): SettingForm.alternatives(forms.map(\.summary))
    }
  }

  private static func alternatives(_ texts: [String]) -> String {
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " or " + last
  }
}
