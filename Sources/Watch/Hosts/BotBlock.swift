import Web

/// A product that keeps programs out, and the sign by which it was known.
struct BotBlock: Hashable, Sendable {
  var product: String
  var sign: String
  /// Only who stands before the site is known; the refusal may be the site's own.
  var isGuess = false

  /// What the head of an answer gives away, whatever its status: each of these is sent only with a
  /// refusal or a challenge.
  init?(head reply: Reply) {
    guard let found = BotBlock.sign(of: reply, BotBlock.heads) else { return nil }
    self.init(product: found.product, sign: found.sign)
  }

  /// What a refusal gives away: its head, its page, and at last who stands before the site.
  init?(refusal reply: Reply) {
    if let found = BotBlock(head: reply) ?? BotBlock(page: reply.body) {
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
    // Challenges are short, and what tells them apart comes early.
    guard let place = BotBlock.signs.first(in: page.prefix(BotBlock.longestPage)) else {
      return nil
    }
    let found = BotBlock.pages[place]
    self.init(product: found.product, sign: "“\(found.sign)” on the page")
  }

  private init(product: String, sign: String, isGuess: Bool = false) {
    self.product = product
    self.sign = sign
    self.isGuess = isGuess
  }

  private static func sign(
    of reply: Reply, _ table: [(name: String, value: String, product: String)]
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
  private static let pages: [(sign: String, product: String)] = [
    ("_cf_chl_opt", "Cloudflare"),
    ("<title>just a moment...</title>", "Cloudflare"),
    ("<title>attention required! | cloudflare</title>", "Cloudflare"),
    ("cf-error-details", "Cloudflare"),
    ("error code: 1020", "Cloudflare"),
    ("error code: 1015", "Cloudflare"),
    ("errors.edgesuite.net", "Akamai"),
    ("sec-if-cpt-container", "Akamai"),
    ("/_sec/cp_challenge/", "Akamai"),
    ("captcha-delivery.com", "DataDome"),
    ("px-captcha", "HUMAN (PerimeterX)"),
    ("_pxblockedurl", "HUMAN (PerimeterX)"),
    ("captcha.px-cdn.net", "HUMAN (PerimeterX)"),
    ("captcha.px-cloud.net", "HUMAN (PerimeterX)"),
    ("incapsula incident id", "Imperva"),
    ("_incapsula_resource", "Imperva"),
    ("/_imperva/", "Imperva"),
    ("awswafcookiedomainlist", "AWS WAF"),
    ("window.gokuprops", "AWS WAF"),
    (".token.awswaf.com", "AWS WAF"),
    ("sucuri website firewall", "Sucuri"),
    ("sucuri_cloudproxy_js", "Sucuri"),
    ("/.well-known/ddos-guard/", "DDoS-Guard"),
    ("<title>ddos-guard</title>", "DDoS-Guard"),
    ("anubis_challenge", "Anubis"),
    ("/.within.website/x/cmd/anubis/", "Anubis"),
    ("vercel security checkpoint", "Vercel"),
    ("/.well-known/vercel/security/", "Vercel"),
    ("/_fs-ch-", "Fastly"),
    ("window.kpsdk", "Kasada"),
    ("validate.perfdrive.com", "Radware"),
    ("window.rbzns", "Reblaze"),
    ("qauth_handle_validate", "Qrator"),
    ("__qrator", "Qrator"),
    ("generated by wordfence", "Wordfence"),
    ("/.well-known/sgcaptcha/", "SiteGround"),
    ("acw_sc__v2", "Alibaba Cloud"),
    ("aliyunwaf", "Alibaba Cloud"),
    ("/.safeline/", "SafeLine"),
    ("safeline_bot_challenge", "SafeLine"),
    ("go-away challenge", "go-away"),
    ("haproxy-protection", "haproxy-protection"),
    ("blazingfast.io", "BlazingFast"),
    ("geetest_captcha", "GeeTest"),
    ("challenges.cloudflare.com/turnstile", "a captcha (Turnstile)"),
    ("hcaptcha.com/1/api.js", "a captcha (hCaptcha)"),
    ("class=\"h-captcha\"", "a captcha (hCaptcha)"),
    ("class=\"g-recaptcha\"", "a captcha (reCAPTCHA)"),
    ("recaptcha/api.js", "a captcha (reCAPTCHA)"),
    ("frc-captcha", "a captcha (Friendly Captcha)"),
    ("altcha-widget", "a captcha (ALTCHA)"),
    ("mtcaptcha", "a captcha (MTCaptcha)"),
    ("verify you are human", "a check for humans"),
    ("verify that you are human", "a check for humans"),
    ("you are not a robot", "a check for humans"),
    ("you're not a robot", "a check for humans"),
    ("checking your browser", "a check of the browser"),
    ("unusual traffic from your", "a check of traffic"),
    ("automated access to this", "a check of traffic"),
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
  func first(in page: ArraySlice<UInt8>) -> Int? {
    let text = page.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    var best: Int?
    for start in text.indices.dropLast() {
      let place = places[Int(text[start]) << 8 | Int(text[start + 1])]
      guard place != 0 else { continue }
      for index in candidates[Int(place)] where index < best ?? .max {
        if text[start...].starts(with: signs[index]) { best = index }
      }
    }
    return best
  }
}
