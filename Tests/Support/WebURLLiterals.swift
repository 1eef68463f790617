import WebURL

/// Lets tests write URLs as literals. A literal that is not a valid URL ends the test run.
extension WebURL: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) {
    guard let url = WebURL(text) else { preconditionFailure("not a valid URL: \(text)") }
    self = url
  }
}
