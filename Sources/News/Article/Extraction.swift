/// The assessment of an extraction.
package struct Extraction: Hashable, Sendable {
  /// The outcome of an extraction; the raw values are stored and published.
  package enum Verdict: String, Sendable {
    /// The page holds an article.
    case good
    /// The page probably holds an article; `reason` says what is suspicious.
    case doubtful
    /// The page holds no article: it is an error page, a wall or a front page.
    case failed
  }

  /// The outcome.
  package var verdict: Verdict
  /// A sentence fragment for people, such as `no text found`; empty if the verdict is good.
  package var reason: String
  /// The kind of page that holds no article, as far as a setting may help.
  package var obstacle: PageObstacle?

  /// Creates an assessment.
  package init(verdict: Verdict, reason: String = "", obstacle: PageObstacle? = nil) {
    self.verdict = verdict
    self.reason = reason
    self.obstacle = obstacle
  }
}
