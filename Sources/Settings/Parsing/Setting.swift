import Basics
import Yams

/// A key of the configuration: its name, form, default and meaning, and how its value is decoded into a target.
///
/// The tables of settings decode the files, list the allowed keys in messages, and are the source of the
/// reference and of the JSON Schema. Tests compare `Config/ledewatch.yaml` with them.
struct Setting<Target>: Sendable {
  let reference: SettingReference
  /// Whether the value holds settings of its own, whose diagnostics name those instead.
  let isNested: Bool
  let decode: @Sendable (inout Target, SettingValue) throws(SettingError) -> Void

  var name: String { reference.name }

  init(
    _ name: String, _ form: SettingForm, default absence: SettingDefault, isNested: Bool = false,
    _ description: String,
    decode: @escaping @Sendable (inout Target, SettingValue) throws(SettingError) -> Void
  ) {
    reference = SettingReference(
      name: name, form: form, absence: absence, description: description)
    self.isNested = isNested
    self.decode = decode
  }
}

/// A setting whatever it is decoded into.
protocol ReferencedSetting {
  var reference: SettingReference { get }
}

extension Setting: ReferencedSetting {}

extension Array where Element: ReferencedSetting {
  /// The keys of a table as people and editors see them.
  var references: [SettingReference] { map(\.reference) }

  /// The names of the keys without which the configuration is faulty.
  var requiredNames: [String] { references.filter(\.isRequired).map(\.name) }
}

/// Values that cannot be decoded.
struct SettingError: Error {
  var diagnostics: [ConfigurationDiagnostic]
}

extension ConfigurationDiagnostic {
  fileprivate func prefixed(by setting: String) -> ConfigurationDiagnostic {
    var diagnostic = self
    diagnostic.message = "\(setting): \(message)"
    return diagnostic
  }
}

extension SettingValue {
  /// Decodes “key: value” pairs by a table, in the order of the table. An invalid value does not end
  /// the decoding.
  /// - Parameter whole: What the pairs describe, for messages: `a source`.
  /// - Returns: The values by their keys.
  @discardableResult
  func decode<Target>(
    into target: inout Target, by table: [Setting<Target>], of whole: String,
    _ diagnostics: inout [ConfigurationDiagnostic]
  ) -> [String: SettingValue] {
    guard case .mapping(let mapping) = node else {
      diagnostics += expected("the “key: value” pairs of \(whole)").diagnostics
      return [:]
    }
    var values: [String: SettingValue] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        diagnostics += with(key).expected("a key").diagnostics
        continue
      }
      values[name] = with(value, mark: value.mark ?? key.mark)
      if !table.contains(where: { $0.name == name }) {
        diagnostics.append(with(key).unknownKey(name, of: whole, allowed: table.map(\.name)))
      }
    }
    for setting in table {
      guard let value = values[setting.name] else { continue }
      do {
        try setting.decode(&target, value)
      } catch {
        diagnostics +=
          setting.isNested
          ? error.diagnostics : error.diagnostics.map { $0.prefixed(by: setting.name) }
      }
    }
    return values
  }

  /// Decodes “key: value” pairs by a table.
  /// - Throws: All diagnostics.
  func decode<Target>(
    into target: inout Target, by table: [Setting<Target>], of whole: String
  ) throws(SettingError) {
    var diagnostics: [ConfigurationDiagnostic] = []
    decode(into: &target, by: table, of: whole, &diagnostics)
    guard diagnostics.isEmpty else { throw SettingError(diagnostics: diagnostics) }
  }

  /// Returns a diagnostic for each required key that is absent.
  func missingKeys(_ required: [String], of whole: String) -> [ConfigurationDiagnostic] {
    guard case .mapping(let mapping) = node else { return [] }
    let given = mapping.keys.compactMap { $0.scalar?.string }
    return required.filter { !given.contains($0) }.map {
      diagnostic("\(whole) needs the key “\($0)”")
    }
  }

  private func unknownKey(_ name: String, of whole: String, allowed: [String])
    -> ConfigurationDiagnostic
  {
    let hint =
      if let match = closestMatch(to: name, among: allowed) {
        "did you mean “\(match)”?"
      } else if let place = SettingKeys.places(of: name).first {
        "it belongs in \(place)"
      } else {
        "the allowed keys are " + allowed.joined(separator: ", ")
      }
    return diagnostic("unknown key “\(name.truncated(to: 80))” in \(whole); \(hint)")
  }
}
