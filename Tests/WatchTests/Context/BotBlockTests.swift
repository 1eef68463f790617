import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

@Suite struct BotBlockTests {
  private func reply(
    _ status: Int, _ headers: [(name: String, value: String)] = [], _ body: String = ""
  ) -> Response {
    Response(
      url: "http://desk.example/", status: status, headers: headers, body: Array(body.utf8))
  }

  @Test(arguments: [
    ("cf-mitigated", "challenge", "Cloudflare"), ("x-amzn-waf-action", "captcha", "AWS WAF"),
    ("x-vercel-mitigated", "deny", "Vercel"), ("x-sucuri-block", "1", "Sucuri"),
  ])
  func `Some headers mean a block whatever the status`(name: String, value: String, product: String)
  {
    for status in [200, 202, 403, 429, 503] {
      #expect(BotBlock(headersOf: reply(status, [(name, value)]))?.product == product)
    }
  }

  @Test(arguments: [
    ("<script>window._cf_chl_opt={}</script>", "Cloudflare"),
    ("<html><head><title>Just a moment...</title>", "Cloudflare"),
    ("<script src=\"https://geo.captcha-delivery.com/captcha\">", "DataDome"),
    ("<div id=\"PX-Captcha\"></div>", "HUMAN (PerimeterX)"),
    ("Request unsuccessful. Incapsula incident ID: 1-2", "Imperva"),
    ("<script>window.gokuProps = {}</script>", "AWS WAF"),
    ("<title>Sucuri WebSite Firewall - Access Denied</title>", "Sucuri"),
    ("<script id=\"anubis_challenge\" type=\"application/json\">", "Anubis"),
    ("<title>Vercel Security Checkpoint</title>", "Vercel"),
    ("<script src=\"/.well-known/ddos-guard/js-challenge/index.js\">", "DDoS-Guard"),
    ("<div class=\"h-captcha\"></div>", "a captcha (hCaptcha)"),
    ("<p>Please verify you are human</p>", "a check for humans"),
  ])
  func `A challenge page identifies its product`(page: String, product: String) {
    #expect(BotBlock(page: Array(page.utf8))?.product == product)
  }

  @Test func `A product has precedence over a captcha`() {
    let page = "<div class=\"g-recaptcha\"></div> … <div id=\"px-captcha\"></div>"
    #expect(BotBlock(page: Array(page.utf8))?.product == "HUMAN (PerimeterX)")
  }

  @Test func `Other pages are not blocks`() {
    for page in ["", "x", "<p>No such page</p>", "<title>Just a moment</title>"] {
      #expect(BotBlock(page: Array(page.utf8)) == nil)
    }
    // Beyond the bound nothing is looked for.
    let late =
      [UInt8](repeating: 0x20, count: BotBlock.maximumSearchedBytes) + Array("_cf_chl_opt".utf8)
    #expect(BotBlock(page: late) == nil)
  }

  @Test func `An outage is not a block`() {
    for (page, product) in [
      ("<div id=\"cf-error-details\">", "Cloudflare"),
      ("<a href=\"https://errors.edgesuite.net/18\">", "Akamai"),
      ("<form><div class=\"g-recaptcha\"></div></form>", "a captcha (reCAPTCHA)"),
    ] {
      for status in [500, 502, 504, 522] {
        #expect(BotBlock(refusal: reply(status, [], page)) == nil)
      }
      for status in [403, 429] {
        #expect(BotBlock(refusal: reply(status, [], page))?.product == product)
      }
    }
    #expect(BotBlock(refusal: reply(503, [], "_cf_chl_opt"))?.product == "Cloudflare")
  }

  @Test func `A captcha on a long page is not a block`() {
    let form = "<div class=\"g-recaptcha\"></div>"
    #expect(BotBlock(page: Array(form.utf8)) != nil)
    let page = form + String(repeating: "<p>x</p>", count: BotBlock.shortPageBytes / 8)
    #expect(BotBlock(page: Array(page.utf8)) == nil)
  }

  @Test func `The server in front of a site is a guess, and only for refusals`() {
    let headers = [(name: "server", value: "AkamaiGHost")]
    let refused = BotBlock(refusal: reply(403, headers, "Access Denied"))
    #expect(refused?.product == "Akamai")
    #expect(refused?.isGuess == true)
    #expect("\(refused!)" == "behind Akamai (server: akamaighost)")
    #expect(BotBlock(refusal: reply(500, headers, "Oops")) == nil)
  }

  @Test func `The error of a source names the block`() throws {
    let source = Source(name: "a", url: WebURL("http://desk.example/"))
    func error(_ reply: Response) -> RoundError? {
      do {
        _ = try source.page(of: reply, now: 0)
        return nil
      } catch { return error as? RoundError }
    }
    let challenge = error(reply(403, [("cf-mitigated", "challenge")], "<html>"))
    #expect(challenge?.isBlocked == true)
    #expect(
      challenge?.reason
        == "blocked by Cloudflare (cf-mitigated: challenge); HTTP 403: access is denied")
    // Headers count even with status 200.
    #expect(error(reply(200, [("x-vercel-mitigated", "challenge")], "<html>"))?.isBlocked == true)
    #expect(error(reply(503, [], "<title>Just a moment...</title>"))?.isBlocked == true)
    #expect(error(reply(503, [], "maintenance"))?.isBlocked == false)
    #expect(error(reply(404, [("cf-ray", "1")], "no"))?.isBlocked == false)
    #expect(error(reply(200, [("cf-ray", "1")], "<html>x")) == nil)
    for (status, word) in [
      (401, "a user name and a password"), (403, "access is denied"), (451, "legal"),
    ] {
      let error = error(reply(status, [], "x"))
      #expect(error?.isBlocked == true)
      #expect(error?.reason.contains(word) == true)
    }
  }
}
