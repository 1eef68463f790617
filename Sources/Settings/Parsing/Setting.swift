import Basics
import Yams

/// A key of the configuration: the one place that knows its name, what it takes and where its
/// value goes. The tables of these decode the file, tell what is allowed, and are what
/// `Config/ledewatch.yaml` is checked against.
struct Setting<Target>: Sendable {
  let name: String
  /// Holds settings of its own, whose faults name themselves.
  let isBlock: Bool
  let set: @Sendable (inout Target, SettingValue) throws(SettingError) -> Void

  init(
    _ name: String, isBlock: Bool = false,
    set: @escaping @Sendable (inout Target, SettingValue) throws(SettingError) -> Void
  ) {
    self.name = name
    self.isBlock = isBlock
    self.set = set
  }
}

/// Values that are wrong, each with its place.
struct SettingError: Error {
  var diagnostics: [ConfigurationDiagnostic]
}

extension ConfigurationDiagnostic {
  /// Told under the name of its setting.
  fileprivate func of(_ setting: String?) -> ConfigurationDiagnostic {
    guard let setting else { return self }
    var fault = self
    fault.message = "\(setting): \(message)"
    return fault
  }
}

extension SettingValue {
  /// Decodes name: value pairs by a table, to the end, whatever is wrong on the way. SettingKeys are
  /// set in the order of the table.
  func decode<Target>(
    into target: inout Target, by table: [Setting<Target>], of what: String,
    faults: inout [ConfigurationDiagnostic]
  ) {
    guard case .mapping(let mapping) = node else {
      return faults.append(fault("\(what) consists of name: value pairs"))
    }
    var given: [String: SettingValue] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        faults.append(with(key).fault("a setting's name is a word"))
        continue
      }
      given[name] = with(value, mark: value.mark ?? key.mark)
      if !table.contains(where: { $0.name == name }) {
        faults.append(with(key).fault(unknown("setting", name, of: what, table.map(\.name))))
      }
    }
    for setting in table {
      guard let value = given[setting.name] else { continue }
      do {
        try setting.set(&target, value)
      } catch {
        faults += error.diagnostics.map { $0.of(setting.isBlock ? nil : setting.name) }
      }
    }
  }
}

/// `unknown setting “intervall” of a source (did you mean “interval”?); there are: …`
func unknown(_ kind: String, _ name: String, of what: String, _ known: [String]) -> String {
  let all = "there are: " + known.joined(separator: ", ")
  let hint = nearest(to: name, among: known).map { " (did you mean “\($0)”?)" } ?? ""
  return "unknown \(kind) “\(name.truncated(to: 80))” of \(what)\(hint); \(all)"
}

/// The known name that a mistyped one was meant to be, if any is near.
func nearest(to name: String, among known: [String]) -> String? {
  guard name.count <= 80 else { return nil }
  let mistyped = Array(name.lowercased().utf8)
  let near = known.map { (name: $0, distance: distance(mistyped, Array($0.lowercased().utf8))) }
    .min { $0.distance < $1.distance }
  return near.flatMap { $0.distance <= max(1, $0.name.count / 3) ? $0.name : nil }
}

/// Letters put in, left out, exchanged or swapped with their neighbour (optimal string alignment).
private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var before: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
      row.append(best)
    }
    (before, last) = (last, row)
  }
  return last[b.count]
}
