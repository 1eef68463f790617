import News
import Settings
import Web
import WebURL

/// Pages that a setting may help to read.
extension Source {
  /// Returns what may help against an obstacle, as the end of a reason for people; empty without one.
  package func advice(against obstacle: PageObstacle?) -> String {
    let hasProgram = self.request.fetchCommand != nil
    return switch obstacle {
    case .consent where !self.request.keepsCookies: "; set “cookies: true”"
    case .consent where !hasProgram: "; set “fetch” to a browser that has consented"
    case .consent: "; the program of “fetch” must consent"
    case .scripts where !hasProgram: "; set “fetch” to a browser, which runs them"
    case .scripts: "; the program of “fetch” must run them"
    case nil: ""
    }
  }

  /// Returns the error of a redirect to a page that asks for consent; nil for another response.
  func consentError(of reply: Response, to requested: WebURL) -> RoundError? {
    guard (200..<300).contains(reply.status), reply.url.namesConsent, !requested.namesConsent else {
      return nil
    }
    return RoundError(
      .page, reply.url.string,
      "the site leads to a page that asks for consent" + advice(against: .consent),
      cause: .blocked, page: reply.body)
  }
}
