import Dates
import News

/// What a source says of its teasers: where their parts are.
extension SettingKeys {
  fileprivate static let teasers: [Setting<TeaserRules>] = [
    Setting("item") { (rules, value) throws(SettingError) in rules.item = try value.selector() },
    Setting("link", isBlock: true) { (rules, value) throws(SettingError) in
      rules.link = try value.partRule("link")
    },
    Setting("headline", isBlock: true) { (rules, value) throws(SettingError) in
      rules.headline = try value.partRule("headline")
    },
    Setting("lede", isBlock: true) { (rules, value) throws(SettingError) in
      rules.lede = try value.partRule("lede")
    },
    Setting("date", isBlock: true) { (rules, value) throws(SettingError) in
      rules.date = try value.partRule("date")
    },
    Setting("image", isBlock: true) { (rules, value) throws(SettingError) in
      rules.image = try value.partRule("image")
    },
    Setting("next", isBlock: true) { (rules, value) throws(SettingError) in
      rules.next = try value.partRule("next")
    },
  ]

  /// The template is read last: it speaks of the pattern's groups.
  fileprivate static let part: [Setting<PartRule>] = [
    Setting("select") { (rule, value) throws(SettingError) in
      rule.select = try value.selector()
    },
    Setting("attribute") { (rule, value) throws(SettingError) in
      rule.attribute = try value.attributeName()
    },
    Setting("pattern") { (rule, value) throws(SettingError) in rule.pattern = try value.pattern() },
    Setting("template") { (rule, value) throws(SettingError) in
      rule.template = try value.template(for: rule.pattern)
    },
  ]
}

extension SettingValue {
  func dateFormat() throws(SettingError) -> DateFormat {
    let text = try line("a format of dates (%d.%m.%Y)")
    do { return try DateFormat(text) } catch {
      throw wrong("a format of dates", text, error.message, column: error.column)
    }
  }

  func teaserRules() throws(SettingError) -> TeaserRules? {
    if isEmpty { return nil }
    var rules = TeaserRules()
    var faults: [ConfigurationDiagnostic] = []
    decode(into: &rules, by: SettingKeys.teasers, of: "teasers", faults: &faults)
    guard faults.isEmpty else { throw SettingError(diagnostics: faults) }
    return rules
  }

  /// A selector, or what else is to be said of the part.
  fileprivate func partRule(_ name: String) throws(SettingError) -> PartRule {
    guard case .mapping = node else { return PartRule(select: try selector()) }
    var rule = PartRule()
    var faults: [ConfigurationDiagnostic] = []
    decode(into: &rule, by: SettingKeys.part, of: "“\(name)” of teasers", faults: &faults)
    guard faults.isEmpty else { throw SettingError(diagnostics: faults) }
    guard rule != PartRule() else {
      throw wrong("\(name): a selector is wanted here, or select, attribute, pattern, template")
    }
    return rule
  }

  fileprivate func pattern() throws(SettingError) -> Pattern {
    let text = try line("a pattern")
    do { return try Pattern(text) } catch {
      throw wrong("a pattern", text, error.message, column: error.column)
    }
  }

  fileprivate func template(for pattern: Pattern?) throws(SettingError) -> Template {
    let text = try line("a template (/article/$1)")
    guard let pattern else { throw wrong("a template needs a “pattern” beside it") }
    do { return try Template(text, groups: pattern.groupCount) } catch {
      throw wrong("a template", text, error.message, column: error.column)
    }
  }

  fileprivate func attributeName() throws(SettingError) -> String {
    let wanted = "an attribute's name (href, onclick, data-id)"
    let name = try line(wanted).lowercased()
    guard name.utf8.count <= 100, name.utf8.allSatisfy({ $0 > 0x20 && !"\"'>/=".utf8.contains($0) })
    else { throw wrong("\(wanted) is wanted here, not “\(name.truncated(to: 40))”") }
    return name
  }

  /// A fault within a text, told with its own place in the line.
  private func wrong(_ wanted: String, _ text: String, _ message: String, column: Int)
    -> SettingError
  {
    var fault = fault("“\(text.truncated(to: 120))” is not \(wanted): \(message)")
    let isQuoted = node.scalar.map { [.doubleQuoted, .singleQuoted].contains($0.style) } ?? false
    if fault.line > 0 { fault.column += column - 1 + (isQuoted ? 1 : 0) }
    return SettingError(diagnostics: [fault])
  }
}
