import News

/// The interpretation of a source's pages: its dates, and the parts of teasers and articles.
extension SettingKeys {
  static let detection: [Setting<SourceDraft>] = [
    Setting("timezone") { (draft, value) throws(SettingError) in
      draft.settings.dates.timeZone = try value.timeZone()
    },
    Setting("language") { (draft, value) throws(SettingError) in
      draft.settings.detection.language = try value.language()
    },
    Setting("date_order") { (draft, value) throws(SettingError) in
      draft.settings.dates.order = try value.choice()
    },
    Setting("date_format") { (draft, value) throws(SettingError) in
      draft.settings.dates.format = try value.dateFormat()
    },
    Setting("teasers", isNested: true) { (draft, value) throws(SettingError) in
      draft.settings.detection.teasers = try value.teaserRules()
    },
    Setting("charset") { (draft, value) throws(SettingError) in
      draft.settings.detection.charset = try value.charset()
    },
  ]

  /// The keys of `teasers`.
  fileprivate static let teasers: [Setting<TeaserRules>] = [
    Setting("item") { (rules, value) throws(SettingError) in rules.item = try value.selector() },
    Setting("link", isNested: true) { (rules, value) throws(SettingError) in
      rules.link = try value.partRule("link")
    },
    Setting("headline", isNested: true) { (rules, value) throws(SettingError) in
      rules.headline = try value.partRule("headline")
    },
    Setting("lede", isNested: true) { (rules, value) throws(SettingError) in
      rules.lede = try value.partRule("lede")
    },
    Setting("date", isNested: true) { (rules, value) throws(SettingError) in
      rules.date = try value.partRule("date")
    },
    Setting("image", isNested: true) { (rules, value) throws(SettingError) in
      rules.image = try value.partRule("image")
    },
    Setting("next", isNested: true) { (rules, value) throws(SettingError) in
      rules.next = try value.partRule("next")
    },
  ]

  /// The keys of a part of `teasers`. The template comes last, as it refers to the pattern's groups.
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

  /// The keys of `article`.
  fileprivate static let articleParts: [Setting<ArticleOverrides>] =
    ArticleOverrides.Part.allCases.map { part in
      Setting(part.rawValue) { (overrides, value) throws(SettingError) in
        overrides.selectors[part] = try value.selector()
      }
    } + [
      Setting("remove") { (overrides, value) throws(SettingError) in
        overrides.removed = try value.list(of: "CSS selectors ([.box, .share])") {
          (item) throws(SettingError) in
          try item.selector()
        }
      }
    ]
}

extension SourceDraft {
  /// Decodes the selectors of `article`. Those of a source are added to the defaults.
  mutating func decodeArticle(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    try value.decode(
      into: &settings.detection.article, by: SettingKeys.articleParts, of: "“article”")
  }
}

extension SettingValue {
  fileprivate func teaserRules() throws(SettingError) -> TeaserRules? {
    if isEmpty { return nil }
    var rules = TeaserRules()
    try decode(into: &rules, by: SettingKeys.teasers, of: "“teasers”")
    return rules
  }

  /// Decodes a selector, or the keys that describe a part of a teaser in more detail.
  fileprivate func partRule(_ name: String) throws(SettingError) -> PartRule {
    guard case .mapping = node else { return PartRule(select: try selector()) }
    var rule = PartRule()
    try decode(into: &rule, by: SettingKeys.part, of: "“\(name)” of teasers")
    guard rule != PartRule() else {
      throw error("\(name): expected a CSS selector, or select, attribute, pattern, template")
    }
    return rule
  }
}
