/// The treatment of the images in an article's HTML. A program that shows the HTML loads them, which
/// tells their hosts who reads what.
package enum RemoteImages: String, Sendable, CaseIterable {
  /// Images are written as images.
  case keep
  /// Images are written as links with their description.
  case link
  /// Images are left out, with their captions.
  case none
}
