import HTML
import WebURL

/// The choice of the images that the record of an article refers to.
///
/// Images without a visible size and known forms of beacons are dropped, see ``ImageForm``, and so are
/// images at hosts of private networks: a page must not make its readers send requests to their own
/// networks. A page at such a host may refer to its own origin.
struct ImagePolicy {
  let mode: RemoteImages
  /// The address of the page.
  let page: WebURL

  init(_ context: ReadingContext, page: WebURL) {
    mode = context.remoteImages
    self.page = page
  }

  /// Returns the address of an image for the HTML of an article; nil if it is dropped.
  func address(of node: Node, base: WebURL) -> WebURL? {
    guard mode != .none, let reference = ImageSource.inArticle(node),
      let address = base.resolving(reference), isAllowed(address)
    else { return nil }
    return ImageForm(node).isTracker(at: address) ? nil : address
  }

  /// Returns an address for the `image` of a record, which programs show as an image; nil if it is
  /// dropped.
  func field(_ address: WebURL?) -> String? {
    guard mode == .keep, let address, isAllowed(address) else { return nil }
    return address.string
  }

  private func isAllowed(_ address: WebURL) -> Bool {
    address.hasSameOrigin(as: page) || !address.hasPrivateHost
  }
}
