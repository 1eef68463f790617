import Basics

/// The values of a source that the ledger needs to open its row.
package struct SourceRegistration: Sendable {
  /// The name in the configuration, which is unique.
  package var name: String
  /// The URL of the listing; nil if the source cannot be recognized by it.
  package var url: String?
  /// The former name of the source.
  package var formerName = FormerName.ofSameURL
  /// A hash of the settings that affect the teasers of the listing. When it changes, the stored state of
  /// the page is void.
  package var rules: Int64
  /// The identity space, whose sources know each other's articles; nil for a space of its own.
  package var identitySpace: String?
  /// A hash of the settings under which cookies are kept; nil for a source that keeps none.
  package var cookieRules: Int64?

  package init(
    name: String, url: String? = nil, formerName: FormerName = .ofSameURL, rules: Int64,
    identitySpace: String? = nil, cookieRules: Int64? = nil
  ) {
    self.name = name
    self.url = url
    self.formerName = formerName
    self.rules = rules
    self.identitySpace = identitySpace
    self.cookieRules = cookieRules
  }
}
