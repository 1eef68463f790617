import Web

/// A product that keeps programs out, and the sign by which it was known.
struct BotBlock: Hashable, Sendable {
  var product: String
  var sign: String
  /// Only who stands before the site is known; the refusal may be the site's own.
  var isGuess = false

  /// What the head of an answer gives away, whatever its status: each of these is sent only with a
  /// refusal or a challenge.
  init?(head reply: Response) {
    guard let found = BotBlock.sign(of: reply, BotBlock.heads) else { return nil }
    self.init(product: found.product, sign: found.sign)
  }

  /// What a refusal gives away: its head, its page, and at last who stands before the site.
  init?(refusal reply: Response) {
    let isRefusal = [401, 403, 405, 406, 418, 429, 451].contains(reply.status)
    if let found = BotBlock(head: reply)
      ?? BotBlock(page: reply.body, kinds: isRefusal ? Kind.allCases : [.challenge])
    {
      self = found
      return
    }
    guard [403, 406, 418].contains(reply.status),
      let found = BotBlock.sign(of: reply, BotBlock.servers)
    else { return nil }
    self.init(product: found.product, sign: found.sign, isGuess: true)
  }

  /// What a page gives away that holds no listing or article; scripts and marks of these products
  /// are on the good pages of their customers too, so no other page is to be judged by it.
  init?(page: [UInt8]) {
    // A captcha may also stand below a form of a page that is made by scripts.
    self.init(page: page, kinds: page.count > BotBlock.shortPage ? [.challenge] : Kind.ofPages)
  }

  private init?(page: [UInt8], kinds: [Kind]) {
    // Challenges are short, and what tells them apart comes early.
    let start = page.prefix(BotBlock.longestPage)
    let place = BotBlock.signs.first(in: start) { kinds.contains(BotBlock.pages[$0].kind) }
    guard let found = place.map({ BotBlock.pages[$0] }) else { return nil }
    self.init(product: found.product, sign: "“\(found.sign)” on the page")
  }

  private init(product: String, sign: String, isGuess: Bool = false) {
    self.product = product
    self.sign = sign
    self.isGuess = isGuess
  }

  private static func sign(
    of reply: Response, _ table: [(name: String, value: String, product: String)]
  ) -> (product: String, sign: String)? {
    for (name, value, product) in table {
      guard let found = reply.header(name)?.lowercased(), found.contains(value) || value.isEmpty
      else { continue }
      return (product, value.isEmpty ? name : "\(name): \(value)")
    }
    return nil
  }

  /// Bytes of a page that are looked through.
  static let longestPage = 128 << 10
  /// Bytes of a page that is hardly more than a captcha, at the most.
  static let shortPage = 24 << 10

  /// What a sign on a page tells.
  fileprivate enum Kind: CaseIterable {
    /// It stands on nothing but checks and articleFailures.
    case challenge
    /// On other errors of the product's too: an outage is no refusal.
    case errorPage
    /// On good pages with a form, too.
    case captcha

    /// Where the status is a good one.
    static let ofPages: [Kind] = [.challenge, .captcha]
  }
}

extension BotBlock: CustomStringConvertible {
  var description: String {
    isGuess ? "behind \(product) (\(sign))" : "kept out by \(product) (\(sign))"
  }
}

// MARK: - The signs

extension BotBlock {
  /// Header, part of its value (anything where it is empty), product. From the products' own
  /// documentation where there is any.
  private static let heads: [(name: String, value: String, product: String)] = [
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-vercel-mitigated", "", "Vercel"),
    ("x-sucuri-block", "", "Sucuri"),
    ("x-dd-b", "", "DataDome"),
    ("x-kpsdk-ct", "", "Kasada"),
  ]

  /// Who answers, or stands before who answers: a sign only beside a refusal.
  private static let servers: [(name: String, value: String, product: String)] = [
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

  /// In small letters, those that name a product first.
  private static let pages: [(sign: String, product: String, kind: Kind)] = [
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

  private static let signs = SignSearch(pages.map { Array($0.sign.utf8) })
}

/// Seeks many texts at once, letters' case aside.
private struct SignSearch: Sendable {
  private let signs: [[UInt8]]
  /// For each pair of bytes, which entry of `candidates` holds the signs that begin with it.
  private var places = [UInt8](repeating: 0, count: 1 << 16)
  private var candidates: [[Int]] = [[]]

  /// - Parameter signs: of two bytes at least, in small letters; fewer than 256.
  init(_ signs: [[UInt8]]) {
    self.signs = signs
    for (index, sign) in signs.enumerated() {
      let pair = Int(sign[0]) << 8 | Int(sign[1])
      if places[pair] == 0 {
        places[pair] = UInt8(candidates.count)
        candidates.append([])
      }
      candidates[Int(places[pair])].append(index)
    }
  }

  /// The one of those found that comes first in the list.
  func first(in page: ArraySlice<UInt8>, where isWanted: (Int) -> Bool) -> Int? {
    let text = page.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    var best: Int?
    for start in text.indices.dropLast() {
      let place = places[Int(text[start]) << 8 | Int(text[start + 1])]
      guard place != 0 else { continue }
      for index in candidates[Int(place)] where index < best ?? .max && isWanted(index) {
        if text[start...].starts(with: signs[index]) { best = index }
      }
    }
    return best
  }
}
