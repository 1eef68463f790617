/// The declarations of a `style` attribute, as far as they show whether an element is visible.
struct InlineStyle {
  private var values: [Substring: Substring] = [:]

  /// Longer attributes are cut.
  private static let maximumLength = 2000
  /// Elements this many pixels left of or above their place are outside of the window.
  private static let offScreen = -500.0

  init(_ text: String) {
    guard !text.isEmpty else { return }
    let text = text.utf8.count > Self.maximumLength ? String(text.prefix(500)) : text
    for declaration in Self.withoutComments(text.lowercased()).split(separator: ";") {
      guard let colon = declaration.firstIndex(of: ":") else { continue }
      let value = declaration[declaration.index(after: colon)...].prefix { $0 != "!" }
      // The last declaration of a property counts.
      values[declaration[..<colon].trimmed] = value.trimmed
    }
  }

  private static func withoutComments(_ text: String) -> String {
    guard text.contains("/*") else { return text }
    var out = ""
    var rest = Substring(text)
    while let start = rest.firstRange(of: "/*") {
      out += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
    }
    return out + rest
  }

  /// Returns the first address in `url(…)`.
  static func reference(in style: String) -> String? {
    guard let start = style.firstRange(of: "url(") else { return nil }
    let rest = style[start.upperBound...].drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    let reference = rest.prefix { !($0 == ")" || $0 == "\"" || $0 == "'") }.trimmed
    return reference.isEmpty ? nil : String(reference)
  }

  func declares(_ property: Substring) -> Bool { values[property] != nil }

  /// Whether the element is not displayed or transparent. Pages that load images late hide them until
  /// then.
  var isHidden: Bool {
    if values["display"] == "none" { return true }
    if let visibility = values["visibility"], ["hidden", "collapse"].contains(visibility) {
      return true
    }
    return values["opacity"].flatMap(Self.number).map { $0 <= 0.01 } ?? false
  }

  /// Whether a side of the element has at most one pixel, or the element is out of sight.
  var isShrunken: Bool { isNarrow || isLow || isOutOfSight }

  /// Whether both sides of the element have at most one pixel.
  var isOnePixel: Bool { isNarrow && isLow }

  /// Whether the element is clipped to nothing or outside of the window.
  var isOutOfSight: Bool { isClipped || isOffScreen }

  private var isNarrow: Bool {
    isTiny("width", unless: "min-width") || isTiny("max-width", unless: "min-width")
  }

  private var isLow: Bool {
    isTiny("height", unless: "min-height") || isTiny("max-height", unless: "min-height")
  }

  private func isTiny(_ property: Substring, unless minimum: Substring) -> Bool {
    guard let pixels = values[property].flatMap(Self.pixels) else { return false }
    return pixels <= 1 && (values[minimum].flatMap(Self.number) ?? 0) == 0
  }

  private var isClipped: Bool {
    if let clip = values["clip"], clip.hasPrefix("rect(") {
      let sides = clip.dropFirst(5).prefix { $0 != ")" }.split { $0 == "," || $0 == " " }
      if !sides.isEmpty, sides.allSatisfy({ Self.pixels($0).map { $0 <= 1 } ?? false }) {
        return true
      }
    }
    return ["inset(50%)", "inset(100%)"].contains(values["clip-path"])
      || values["transform"] == "scale(0)"
  }

  private var isOffScreen: Bool {
    let distances = ["left", "top", "right", "bottom", "margin-left", "margin-top"]
      .compactMap { values[$0] }
    if distances.contains(where: { (Self.pixels($0) ?? 0) <= Self.offScreen }) { return true }
    guard let transform = values["transform"], transform.hasPrefix("translate") else {
      return false
    }
    return transform.split { "(,) ".contains($0) }.dropFirst()
      .contains { (Self.pixels($0) ?? 0) <= Self.offScreen }
  }

  /// Returns a length in pixels; nil for a percentage and other relative lengths, unless it is 0.
  private static func pixels(_ value: Substring) -> Double? {
    guard let number = number(value) else { return nil }
    switch value.drop(while: { "+-.0123456789".contains($0) }) {
    case "", "px": return number
    case "pt": return number * 4 / 3
    case "em", "rem": return number * 16
    default: return number == 0 ? 0 : nil
    }
  }

  private static func number(_ value: Substring) -> Double? {
    Double(value.prefix { "+-.0123456789".contains($0) })
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
