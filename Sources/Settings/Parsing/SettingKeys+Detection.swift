import Dates
import News

/// The interpretation of a source's pages: its dates, and the parts of teasers and articles.
extension SettingKeys {
  static let detection: [Setting<SourceDraft>] = [
    Setting(
      "timezone", .timeZone, default: .value("UTC"),
      "The zone of the dates on the site."
    ) { (draft, value) throws(SettingError) in
      draft.settings.dates.timeZone = try value.timeZone()
    },
    Setting(
      "language", .language, default: .described("what the pages indicate"),
      "The language of the site."
    ) { (draft, value) throws(SettingError) in
      draft.settings.detection.language = try value.language()
    },
    Setting(
      "date_order", .choice(DateOrder.self), default: .described("what the pages indicate"),
      "The order of day and month in dates such as 03/04/2026."
    ) { (draft, value) throws(SettingError) in
      draft.settings.dates.order = try value.choice()
    },
    Setting(
      "date_format", .text("a format of strftime such as `%d.%m.%Y`"), default: .absent,
      """
      The format of the dates of the site, if they are misread. Dates in other formats are still \
      recognized. A format that fits no date degrades the health of the source.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.dates.format = try value.dateFormat()
    },
    Setting(
      "teasers", .settings(teasers.references, mayBeEmpty: true), default: .absent, isNested: true,
      """
      CSS selectors for teasers that are not detected correctly. Parts that are not listed are \
      detected. A selector that finds nothing degrades the health of the source.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.detection.teasers = try value.teaserRules()
    },
    Setting(
      "charset", .text("a charset label such as `utf-8`"),
      default: .described("what server and page declare"),
      "The correct charset, if server and page declare a wrong one."
    ) { (draft, value) throws(SettingError) in
      draft.settings.detection.charset = try value.charset()
    },
  ]

  /// The keys of `teasers`.
  static let teasers: [Setting<TeaserRules>] = [
    Setting(
      "item", .selector, default: .absent,
      "The teasers."
    ) { (rules, value) throws(SettingError) in rules.item = try value.selector() },
    Setting(
      "link", teaserPart, default: .absent, isNested: true,
      "The link to the article."
    ) { (rules, value) throws(SettingError) in
      rules.link = try value.partRule("link")
    },
    Setting(
      "headline", teaserPart, default: .absent, isNested: true,
      "The headline."
    ) { (rules, value) throws(SettingError) in
      rules.headline = try value.partRule("headline")
    },
    Setting(
      "lede", teaserPart, default: .absent, isNested: true,
      "The lede."
    ) { (rules, value) throws(SettingError) in
      rules.lede = try value.partRule("lede")
    },
    Setting(
      "date", teaserPart, default: .absent, isNested: true,
      "The date."
    ) { (rules, value) throws(SettingError) in
      rules.date = try value.partRule("date")
    },
    Setting(
      "image", teaserPart, default: .absent, isNested: true,
      "The image."
    ) { (rules, value) throws(SettingError) in
      rules.image = try value.partRule("image")
    },
    Setting(
      "next", teaserPart, default: .absent, isNested: true,
      "The link to the next page of the listing."
    ) { (rules, value) throws(SettingError) in
      rules.next = try value.partRule("next")
    },
  ]

  /// The form of a part of `teasers`.
  private static let teaserPart = SettingForm.either([.selector, .settings(part.references)])

  /// The keys of a part of `teasers`. The template comes last, as it refers to the pattern's groups.
  static let part: [Setting<PartRule>] = [
    Setting(
      "select", .selector, default: .absent,
      "The element, within a teaser."
    ) { (rule, value) throws(SettingError) in
      rule.select = try value.selector()
    },
    Setting(
      "attribute", .text("an attribute name such as `onclick`"), default: .absent,
      "The attribute that has the value, in place of the text or the link."
    ) { (rule, value) throws(SettingError) in
      rule.attribute = try value.attributeName()
    },
    Setting(
      "pattern", .text("a regular expression"), default: .absent,
      "The part of the text that is used."
    ) { (rule, value) throws(SettingError) in rule.pattern = try value.pattern() },
    Setting(
      "template", .text("a template such as `/article/$1`"), default: .absent,
      "The value, with the groups of the pattern as `$1` …"
    ) { (rule, value) throws(SettingError) in
      rule.template = try value.template(for: rule.pattern)
    },
  ]

  private static let descriptions: [ArticleOverrides.Part: String] = [
    .body: "The elements with the text; all of it counts, except captions.",
    .headline: "The headline.",
    .byline: "The elements with the names of authors.",
    .date: "The date.",
    .lede: "The lede.",
  ]

  /// The keys of `article`.
  static let articleParts: [Setting<ArticleOverrides>] =
    ArticleOverrides.Part.allCases.map { part in
      Setting(
        part.rawValue, .selector, default: .absent, descriptions[part] ?? ""
      ) { (overrides, value) throws(SettingError) in
        overrides.selectors[part] = try value.selector()
      }
    } + [
      Setting(
        "remove", .list(.selector), default: .value("[]"),
        "Elements that are ignored. They may be absent."
      ) { (overrides, value) throws(SettingError) in
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
