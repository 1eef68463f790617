/// The reason why a page has no content for this program, as far as a setting may help.
package enum PageObstacle: Hashable, Sendable {
  /// The site asks for consent first, often to cookies.
  case consent
  /// Scripts make the content.
  case scripts
}
