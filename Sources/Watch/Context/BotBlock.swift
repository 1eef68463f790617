import Web

/// A bot-protection product that refused or challenged a request, and the sign that identifies it.
struct BotBlock: Hashable, Sendable {
  var product: String
  var sign: String
  /// Whether only the product in front of the site is known, so the site itself may have refused.
  var isGuess = false

  /// Identifies a block by response headers that are sent only with a refusal or a challenge,
  /// whatever the status.
  init?(headersOf reply: Reply) {
    guard let match = BotBlock.headerSign(in: reply, BotBlock.blockingHeaders) else { return nil }
    self.init(product: match.product, sign: match.sign)
  }

  /// Identifies the product behind a refusal by its headers, its page, or the server in front of
  /// the site, in this order.
  init?(refusal reply: Reply) {
    let isRefusal = [401, 403, 405, 406, 418, 429, 451].contains(reply.status)
    if let block = BotBlock(headersOf: reply)
      ?? BotBlock(page: reply.body, kinds: isRefusal ? Kind.allCases : [.challenge])
    {
      self = block
      return
    }
    guard [403, 406, 418].contains(reply.status),
      let match = BotBlock.headerSign(in: reply, BotBlock.serverHeaders)
    else { return nil }
    self.init(product: match.product, sign: match.sign, isGuess: true)
  }

  /// Identifies a block by the text of a page.
  ///
  /// Use it only for pages without a listing or article: the scripts of these products are on the
  /// regular pages of their customers too.
  init?(page: [UInt8]) {
    // A captcha may also be part of a form on a regular page that scripts fill.
    self.init(
      page: page, kinds: page.count > BotBlock.shortPageBytes ? [.challenge] : Kind.onShortPages)
  }

  private init?(page: [UInt8], kinds: [Kind]) {
    // Challenge pages are short, and their signs are near the start.
    let start = page.prefix(BotBlock.maximumSearchedBytes)
    let index = BotBlock.signSearch.first(in: start) {
      kinds.contains(BotBlock.pageSigns[$0].kind)
    }
    guard let match = index.map({ BotBlock.pageSigns[$0] }) else { return nil }
    self.init(product: match.product, sign: "“\(match.sign)” on the page")
  }

  private init(product: String, sign: String, isGuess: Bool = false) {
    self.product = product
    self.sign = sign
    self.isGuess = isGuess
  }

  private static func headerSign(
    in reply: Reply, _ table: [(name: String, value: String, product: String)]
  ) -> (product: String, sign: String)? {
    for (name, value, product) in table {
      guard let header = reply.header(name)?.lowercased(),
        header.contains(value) || value.isEmpty
      else { continue }
      return (product, value.isEmpty ? name : "\(name): \(value)")
    }
    return nil
  }

  /// The number of bytes at the start of a page that are searched for signs.
  static let maximumSearchedBytes = 128 << 10
  /// The maximum size of a page that consists of little more than a captcha.
  static let shortPageBytes = 24 << 10

  /// The kinds of pages on which a sign occurs.
  fileprivate enum Kind: CaseIterable {
    /// Only challenges and refusals.
    case challenge
    /// Other error pages of the product too, such as those for an outage.
    case errorPage
    /// Regular pages with a form too.
    case captcha

    /// The kinds that count on a short page with a successful status.
    static let onShortPages: [Kind] = [.challenge, .captcha]
  }
}

extension BotBlock: CustomStringConvertible {
  var description: String {
    isGuess ? "behind \(product) (\(sign))" : "blocked by \(product) (\(sign))"
  }
}

// MARK: - Signs

extension BotBlock {
  /// Header name, a part of its value (empty for any value) and product. Taken from the products'
  /// documentation where there is any.
  private static let blockingHeaders: [(name: String, value: String, product: String)] = [
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-vercel-mitigated", "", "Vercel"),
    ("x-sucuri-block", "", "Sucuri"),
    ("x-dd-b", "", "DataDome"),
    ("x-kpsdk-ct", "", "Kasada"),
  ]

  /// Headers of the server or proxy that answered. They mean a block only beside a refusal.
  private static let serverHeaders: [(name: String, value: String, product: String)] = [
    ("x-datadome", "", "DataDome"),
    ("x-datadome-cid", "", "DataDome"),
    ("x-px-block", "", "HUMAN (PerimeterX)"),
    ("cf-ray", "", "Cloudflare"),
    ("server", "cloudflare", "Cloudflare"),
    ("server", "akamaighost", "Akamai"),
    ("server", "akamainetstorage", "Akamai"),
    ("x-akamai-request-bc", "", "Akamai"),
    ("x-iinfo", "", "Imperva"),
    ("x-cdn", "imperva", "Imperva"),
    ("x-cdn", "incapsula", "Imperva"),
    ("x-sucuri-id", "", "Sucuri"),
    ("server", "sucuri", "Sucuri"),
    ("server", "ddos-guard", "DDoS-Guard"),
    ("server", "qrator", "Qrator"),
    ("server", "stackpath", "StackPath"),
    ("server", "bunkerweb", "BunkerWeb"),
    ("server", "safeline", "SafeLine"),
    ("server", "yunjiasu", "Baidu Yunjiasu"),
    ("server", "edgeone", "Tencent EdgeOne"),
    ("server", "awselb", "AWS WAF"),
  ]

  /// Lower-case texts on pages; those that name a product come first.
  private static let pageSigns: [(sign: String, product: String, kind: Kind)] = [
    ("_cf_chl_opt", "Cloudflare", .challenge),
    ("<title>just a moment...</title>", "Cloudflare", .challenge),
    ("<title>attention required! | cloudflare</title>", "Cloudflare", .challenge),
    ("cf-error-details", "Cloudflare", .errorPage),
    ("error code: 1020", "Cloudflare", .challenge),
    ("error code: 1015", "Cloudflare", .challenge),
    ("errors.edgesuite.net", "Akamai", .errorPage),
    ("sec-if-cpt-container", "Akamai", .challenge),
    ("/_sec/cp_challenge/", "Akamai", .challenge),
    ("captcha-delivery.com", "DataDome", .challenge),
    ("px-captcha", "HUMAN (PerimeterX)", .challenge),
    ("_pxblockedurl", "HUMAN (PerimeterX)", .challenge),
    ("captcha.px-cdn.net", "HUMAN (PerimeterX)", .challenge),
    ("captcha.px-cloud.net", "HUMAN (PerimeterX)", .challenge),
    ("incapsula incident id", "Imperva", .challenge),
    ("_incapsula_resource", "Imperva", .challenge),
    ("/_imperva/", "Imperva", .challenge),
    ("awswafcookiedomainlist", "AWS WAF", .challenge),
    ("window.gokuprops", "AWS WAF", .challenge),
    (".token.awswaf.com", "AWS WAF", .challenge),
    ("sucuri website firewall", "Sucuri", .challenge),
    ("sucuri_cloudproxy_js", "Sucuri", .challenge),
    ("/.well-known/ddos-guard/", "DDoS-Guard", .challenge),
    ("<title>ddos-guard</title>", "DDoS-Guard", .challenge),
    ("anubis_challenge", "Anubis", .challenge),
    ("/.within.website/x/cmd/anubis/", "Anubis", .challenge),
    ("vercel security checkpoint", "Vercel", .challenge),
    ("/.well-known/vercel/security/", "Vercel", .challenge),
    ("/_fs-ch-", "Fastly", .challenge),
    ("window.kpsdk", "Kasada", .challenge),
    ("validate.perfdrive.com", "Radware", .challenge),
    ("window.rbzns", "Reblaze", .challenge),
    ("qauth_handle_validate", "Qrator", .challenge),
    ("__qrator", "Qrator", .challenge),
    ("generated by wordfence", "Wordfence", .challenge),
    ("/.well-known/sgcaptcha/", "SiteGround", .challenge),
    ("acw_sc__v2", "Alibaba Cloud", .challenge),
    ("aliyunwaf", "Alibaba Cloud", .challenge),
    ("/.safeline/", "SafeLine", .challenge),
    ("safeline_bot_challenge", "SafeLine", .challenge),
    ("go-away challenge", "go-away", .challenge),
    ("haproxy-protection", "haproxy-protection", .challenge),
    ("blazingfast.io", "BlazingFast", .challenge),
    ("geetest_captcha", "GeeTest", .captcha),
    ("challenges.cloudflare.com/turnstile", "a captcha (Turnstile)", .captcha),
    ("hcaptcha.com/1/api.js", "a captcha (hCaptcha)", .captcha),
    ("class=\"h-captcha\"", "a captcha (hCaptcha)", .captcha),
    ("class=\"g-recaptcha\"", "a captcha (reCAPTCHA)", .captcha),
    ("recaptcha/api.js", "a captcha (reCAPTCHA)", .captcha),
    ("frc-captcha", "a captcha (Friendly Captcha)", .captcha),
    ("altcha-widget", "a captcha (ALTCHA)", .captcha),
    ("mtcaptcha", "a captcha (MTCaptcha)", .captcha),
    ("verify you are human", "a check for humans", .challenge),
    ("verify that you are human", "a check for humans", .challenge),
    ("you are not a robot", "a check for humans", .challenge),
    ("you're not a robot", "a check for humans", .challenge),
    ("checking your browser", "a check of the browser", .challenge),
    ("unusual traffic from your", "a check of traffic", .challenge),
    ("automated access to this", "a check of traffic", .challenge),
  ]

  private static let signSearch = SignSearch(pageSigns.map { Array($0.sign.utf8) })
}

/// A search for many texts at once, ignoring ASCII case.
private struct SignSearch: Sendable {
  private let signs: [[UInt8]]
  /// The index in `candidates` of the signs that begin with a pair of bytes.
  private var candidateIndices = [UInt8](repeating: 0, count: 1 << 16)
  private var candidates: [[Int]] = [[]]

  /// - Parameter signs: fewer than 256 lower-case texts of two bytes or more.
  init(_ signs: [[UInt8]]) {
    self.signs = signs
    for (index, sign) in signs.enumerated() {
      let pair = Int(sign[0]) << 8 | Int(sign[1])
      if candidateIndices[pair] == 0 {
        candidateIndices[pair] = UInt8(candidates.count)
        candidates.append([])
      }
      candidates[Int(candidateIndices[pair])].append(index)
    }
  }

  /// Returns the lowest index of a sign that occurs in the page.
  func first(in page: ArraySlice<UInt8>, where isWanted: (Int) -> Bool) -> Int? {
    let text = page.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    var best: Int?
    for start in text.indices.dropLast() {
      let entry = candidateIndices[Int(text[start]) << 8 | Int(text[start + 1])]
      guard entry != 0 else { continue }
      for index in candidates[Int(entry)] where index < best ?? .max && isWanted(index) {
        if text[start...].starts(with: signs[index]) { best = index }
      }
    }
    return best
  }
}
