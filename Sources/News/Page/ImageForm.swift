import HTML
import WebURL

/// The form of an `img` element, as far as it tells a picture from a tracking pixel.
///
/// An image is a tracker if its attributes or its style make it smaller than a picture, hide it, or put
/// it outside of the window, or if its address has the form of a beacon and nothing about the element
/// indicates a picture. No rule depends on the site.
struct ImageForm {
  private let node: Node
  private let style: InlineStyle

  /// Images with a side of fewer pixels are icons, lines and tracking pixels.
  private static let minimumSide = 32
  /// The number of enclosing elements that are examined, and of nodes in each.
  private static let maximumWrappers = 3
  private static let maximumWrapperSize = 8

  init(_ node: Node) {
    self.node = node
    style = InlineStyle(node[.style] ?? "")
  }

  func isTracker(at address: WebURL) -> Bool {
    if sides.contains(where: { $0 < Self.minimumSide }) || style.isShrunken { return true }
    if wrapperHides(address) { return true }
    if node.hasAttribute(.hidden) || style.isHidden { return !isShownLater(address) }
    return !showsPicture && BeaconAddress.matches(address)
  }

  /// The given width and height in pixels.
  private var sides: [Int] {
    [Name.width, .height].compactMap { node[$0].flatMap(Self.pixels) }
  }

  /// Returns a length in the attributes of images; nil for a percentage.
  private static func pixels(_ value: String) -> Int? {
    let text = value.drop { $0 == " " }
    let number = text.prefix { $0 >= "0" && $0 <= "9" }
    var rest = text[number.endIndex...]
    if rest.first == "." { rest = rest.dropFirst().drop { $0 >= "0" && $0 <= "9" } }
    let unit = rest.filter { $0 != " " }.lowercased()
    return unit.isEmpty || unit == "px" ? Int(number) : nil
  }

  /// Whether the element itself indicates a picture: it is described, has both sides of a picture, or
  /// has several sizes.
  private var showsPicture: Bool {
    node[.alt].map { $0.lazy.filter(\.isLetter).prefix(2).count == 2 } ?? false || hasSize
      || node.hasAttribute(.srcset)
  }

  private var hasSize: Bool { sides.count == 2 }

  /// Whether a hidden image is a picture that a script shows: it has the size of a picture, or the
  /// marks of one that is loaded late.
  private func isShownLater(_ address: WebURL) -> Bool {
    let namesPicture = BeaconAddress.namesPicture(address)
    return namesPicture && hasSize || isLoadedLate && (showsPicture || namesPicture)
  }

  /// Whether the image is loaded when the reader scrolls to it, or appears slowly.
  private var isLoadedLate: Bool {
    style.declares("transition") || node["loading"] == "lazy"
      || ["data-src", "data-srcset", "data-original", "data-lazy-src"].contains { node[$0] != nil }
      || node[.class]?.lowercased().contains("lazy") == true
  }

  /// Whether an element around the image that contains no text makes it invisible.
  private func wrapperHides(_ address: WebURL) -> Bool {
    var up = node.parent
    for _ in 0..<Self.maximumWrappers {
      guard let wrapper = up, wrapper.isElement,
        wrapper.end - wrapper.index <= Self.maximumWrapperSize,
        !Self.hasText(wrapper)
      else { return false }
      let style = InlineStyle(wrapper[.style] ?? "")
      // One side of a wrapper says nothing: its height may be in its padding.
      if (wrapper.hasAttribute(.hidden) || style.isHidden) && !isShownLater(address)
        || style.isOutOfSight
        || style.isOnePixel
      {
        return true
      }
      up = wrapper.parent
    }
    return false
  }

  private static func hasText(_ wrapper: Node) -> Bool {
    wrapper.descendants.contains { $0.isText && $0.withText { $0.contains { $0 > 0x20 } } }
  }
}
