/// Selectors for the parts of a site's articles. They take precedence over detection.
package struct ArticleOverrides: Hashable, Sendable {
  /// A part of an article that a selector can name.
  package enum Part: String, Sendable, CaseIterable {
    /// The elements that hold the body. All their text is body text, except captions, hidden text,
    /// parts selected otherwise, and removed elements.
    case body
    case headline
    /// Each element names one or more people.
    case byline
    case date
    case lede
  }

  /// The selectors by part; parts without a selector are detected.
  package var selectors: [Part: PageSelector]
  /// Elements that are ignored.
  package var removed: [PageSelector]

  /// Creates overrides; without arguments everything is detected.
  package init(selectors: [Part: PageSelector] = [:], removed: [PageSelector] = []) {
    self.selectors = selectors
    self.removed = removed
  }

  /// Whether everything is detected.
  package var isEmpty: Bool { selectors.isEmpty && removed.isEmpty }
}
