import Foundation

/// The body of a request with placeholders such as `{{headline}}`. It has no conditions and no repetitions.
package struct BodyTemplate: Hashable, Sendable {
  /// A value that a placeholder stands for.
  package enum Field: String, CaseIterable, Sendable {
    case event, source, id, revision, headline, lede, text, url, date, authors, language, image
  }

  /// The way in which values are escaped, which follows from the media type.
  package enum Escaping: Hashable, Sendable {
    /// The value is the content of a JSON string.
    case json
    /// The value is percent-encoded.
    case form
    /// The value is text of HTML or XML, or of an attribute in quotation marks.
    case markup
    /// The value is not escaped.
    case plain
  }

  package let mediaType: String
  package let text: String

  package init(mediaType: String, text: String) {
    self.mediaType = mediaType
    self.text = text
  }

  /// Nil if values cannot be made safe for the media type.
  package var escaping: Escaping? {
    let type = mediaType.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    switch type {
    case "application/json": return .json
    case "application/x-www-form-urlencoded": return .form
    case "application/xml", "text/xml", "text/html": return .markup
    case "text/plain", "text/markdown": return .plain
    default:
      if type.hasSuffix("+json") { return .json }
      return type.hasSuffix("+xml") ? .markup : nil
    }
  }

  /// The placeholders, without braces.
  package var placeholders: [String] {
    var names: [String] = []
    _ = BodyTemplate.filling(text) {
      names.append($0)
      return ""
    }
    return names
  }

  /// Whether the body is JSON whatever the values are, so that each placeholder is within a string.
  package var isJSON: Bool {
    // A name of a member in a string, a backslash and a control character, in their escaped form.
    let hostile = #"\",\"a\":{\\ \n\u0000 }]"#
    return ["", hostile].allSatisfy { value in
      let body = BodyTemplate.filling(text) { _ in value }
      return (try? JSONSerialization.jsonObject(with: Data(body.utf8), options: .fragmentsAllowed))
        != nil
    }
  }

  /// Returns a text with each `{{…}}` replaced. Values are not templates themselves.
  /// - Parameter value: returns the value of what is between the braces.
  package static func filling(_ template: String, by value: (String) -> String) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      result += rest[..<open.lowerBound]
      result += value(String(rest[open.upperBound..<close.lowerBound]))
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
