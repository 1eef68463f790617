import News

/// The keys of `article:`, of a source or of `defaults`: selectors for what is not found, or found
/// wrongly, without them.
extension SettingKeys {
  static let article: [Setting<ArticleOverrides>] =
    ArticleOverrides.Part.allCases.map { part in
      Setting(part.rawValue) { (overrides, value) throws(SettingError) in
        overrides.selectors[part] = try value.selector()
      }
    } + [
      Setting("remove") { (overrides, value) throws(SettingError) in
        overrides.removed = try value.list("CSS selectors") { (item) throws(SettingError) in
          try item.selector()
        }
      }
    ]
}

extension SourceDraft {
  mutating func readArticle(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    var faults: [ConfigurationDiagnostic] = []
    value.decode(
      into: &settings.detection.article, by: SettingKeys.article, of: "article", faults: &faults)
    guard faults.isEmpty else { throw SettingError(diagnostics: faults) }
  }
}
