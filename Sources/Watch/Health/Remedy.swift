/// The advice for a person about the health of a source, as phrases in the imperative.
enum Remedy {
  static let silence =
    "compare the listing with what a browser shows; if the source pauses as long, set “expect: {every: …}”"
  static let yield =
    "compare the listing with the page that was kept, and see “ledewatch teasers --explain URL”; if it is "
    + "right, set “expect: {teasers: …}”"
  static let refusedArticles =
    "open one of the articles in a browser; a longer “interval”, “cookies: true” or “fetch” may help"
  static let unreadArticles =
    "run “ledewatch article URL” with the address of an article; rules under “article”, or “fetch”, may help"
  static let doubtfulArticles =
    "run “ledewatch article URL” with the address of an article; rules under “article” may help"
}

extension RoundError {
  /// The advice about the error; nil if the reason says it, or there is nothing to do but wait.
  var remedy: String? {
    switch cause {
    case .gone: "find the listing's new address in a browser, and change “url”"
    case .blocked:
      "open the listing in a browser; a longer “interval”, “cookies: true” or “fetch” may help"
    case .disallowed:
      "watch an address that robots.txt allows, or ask the site for permission and set “robots: false”"
    case .unreachable: fetchRemedy
    case .redirected(let toForbiddenAddress):
      toForbiddenAddress
        ? Self.forbiddenAddressRemedy
        : "open the listing in a browser, and change “url” to the address that it leads to"
    case .forbiddenAddress: Self.forbiddenAddressRemedy
    case .overloaded, .onHold: nil
    case .notAPage: "change “url” to a page or a feed"
    case .partial:
      "correct the selector; “ledewatch tree --select SELECTOR URL” shows what it finds"
    case .other: stageRemedy
    }
  }

  /// The advice about a page that no source has, such as one whose address was mistyped.
  var pageRemedy: String? {
    switch (cause, fetchStage) {
    case (.gone, _): "find the address of the page in a browser"
    case (_, .dns): "check the spelling of the host name, and the network"
    case (.unreachable, .connect), (.unreachable, .http), (.unreachable, .body):
      "open the page in a browser; if only this machine fails, check its network"
    case (.blocked, _):
      "open the page in a browser; “cookies: true” or “fetch” of a source may help"
    case (.notAPage, _): "name a page or a feed"
    default: nil
    }
  }

  private static let forbiddenAddressRemedy =
    "if the address is meant, permit it by “allow”; otherwise the site or its name server is compromised"

  private var fetchRemedy: String? {
    switch fetchStage {
    case .dns: "check the host name in “url”; “ledewatch doctor” checks the name servers"
    case .tls: "check the certificate of the site in a browser, and the date of this machine"
    case .proxy: "check the proxy that is configured"
    case .command: "run the program of “fetch” by hand"
    case .connect, .http, .body, .address, .policy, .bounds, .cancelled, nil:
      "open the listing in a browser; if only this machine fails, see “ledewatch doctor”"
    }
  }

  private var stageRemedy: String? {
    switch stage {
    case .list:
      "see what is found by “ledewatch teasers --explain URL”; rules under “teasers” may help"
    case .article: Remedy.unreadArticles
    case .fetch: fetchStage == .bounds ? "raise the bound that the reason names" : fetchRemedy
    case .page, .status: "open the listing in a browser"
    case .robots: nil
    }
  }
}
