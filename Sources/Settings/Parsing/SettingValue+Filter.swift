import Foundation

extension SettingValue {
  private static let maximumTerms = 200
  private static let maximumTermLength = 200

  /// Decodes `match`: a list of terms, or a mapping.
  func textFilter() throws(SettingError) -> TextFilter {
    var filter = TextFilter()
    if case .sequence = node {
      filter.words = try terms()
    } else {
      try decode(into: &filter, by: SettingKeys.match, of: "“match”")
    }
    guard filter != TextFilter() else { throw error("“match” has no condition") }
    return filter
  }

  /// Decodes a list of words and phrases.
  fileprivate func terms() throws(SettingError) -> [String] {
    let terms = try list(of: "words ([election, \"town hall\", strike*])") {
      (item) throws(SettingError) in
      let term = try item.line("a word or a phrase").trimmingCharacters(in: .whitespaces)
      guard term.count <= Self.maximumTermLength,
        term.contains(where: { $0.isLetter || $0.isNumber })
      else {
        throw item.error(
          "expected a word or a phrase of at most \(Self.maximumTermLength) characters")
      }
      return term
    }
    guard terms.count <= Self.maximumTerms else {
      throw error("at most \(Self.maximumTerms) words are allowed")
    }
    return terms
  }
}

extension SettingKeys {
  /// The keys of `match`.
  static let match: [Setting<TextFilter>] = [
    Setting(
      "words", .list(.term), default: .value("[]"),
      "Words and phrases in headline, lede or text."
    ) { (filter, value) throws(SettingError) in filter.words = try value.terms() },
    Setting(
      "headline", .list(.term), default: .value("[]"),
      "Words and phrases in the headline."
    ) { (filter, value) throws(SettingError) in
      filter.headline = try value.terms()
    },
    Setting(
      "byline", .list(.term), default: .value("[]"),
      "Words and phrases in the byline."
    ) { (filter, value) throws(SettingError) in filter.byline = try value.terms() },
    Setting(
      "language", .list(.language), default: .value("[]"),
      "Languages of articles."
    ) { (filter, value) throws(SettingError) in
      filter.languages = try value.list(of: "language tags ([en, pt-BR])") {
        (item) throws(SettingError) in try item.language()
      }
    },
    Setting(
      "not", .list(.term), default: .value("[]"),
      "Words and phrases that an article must not have."
    ) { (filter, value) throws(SettingError) in filter.excluded = try value.terms() },
  ]
}
