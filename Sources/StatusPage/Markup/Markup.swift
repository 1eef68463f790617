import Basics

/// HTML. Text that is interpolated into it is escaped.
///
/// All text of pages, names and errors is hostile: it gets into HTML only as an interpolation. Control
/// characters that hide or reorder text are removed.
struct Markup: ExpressibleByStringInterpolation, Sendable {
  private(set) var html: String

  static let empty: Markup = ""

  init(stringLiteral: String) { html = stringLiteral }

  init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

  static func += (left: inout Markup, right: Markup) { left.html += right.html }

  static func + (left: Markup, right: Markup) -> Markup {
    var sum = left
    sum += right
    return sum
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { html += literal }

    mutating func appendInterpolation(_ text: String) { html += text.escapedForHTML }

    mutating func appendInterpolation(_ number: Int) { html += String(number) }

    mutating func appendInterpolation(_ markup: Markup) { html += markup.html }

    mutating func appendInterpolation(_ parts: [Markup]) {
      for part in parts { html += part.html }
    }
  }
}

extension String {
  /// The text as text or as the quoted value of an attribute.
  fileprivate var escapedForHTML: String {
    let text = strippingControlCharacters(
      keeping: "\n\t", replacingSeparatorsWith: " ", keepingBalancedIsolates: true)
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 32)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The text as a segment of a path in a URL.
  var pathSegment: String {
    var segment = ""
    for byte in utf8 {
      let isPlain =
        byte < 0x80
        && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
          || "-._~".utf8.contains(byte))
      if isPlain {
        segment.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        segment += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return segment
  }
}
