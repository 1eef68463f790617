import News
import TestSupport
import Testing
import Web
import WebURL

@testable import Settings

@Suite struct SourceTests {
  @Test func `10,000 sources share the settings of defaults`() throws {
    /// The identity of the object that holds a source's settings.
    func storage(_ source: Source) -> ObjectIdentifier? {
      Mirror(reflecting: source).children.first { $0.label == "shared" }
        .map { ObjectIdentifier($0.value as AnyObject) }
    }
    var sources = try load(
      """
      defaults: {interval: 1h, timezone: Asia/Seoul}
      sources: [{name: a, url: "http://a.example"}, {name: b, url: "http://b.example"}]
      """
    ).sources
    #expect(storage(sources[0]) != nil && storage(sources[0]) == storage(sources[1]))
    #expect(MemoryLayout<Source>.stride < 160)
    // A change to one source affects no other.
    sources[0].schedule.interval = .seconds(60)
    #expect(sources.map(\.schedule.interval) == [.seconds(60), .seconds(3600)])
    #expect(sources.map(\.dates.timeZone.identifier) == ["Asia/Seoul", "Asia/Seoul"])
  }

  @Test func `Credentials and headers are sent to the listing's own origin only`() throws {
    let source = try load(
      """
      sources:
      - name: a
        url: https://a.example/news
        user: ann
        password_file: pw
        cookies: yes
        proxy: socks5h://proxy.example:1080
        ca_file: ca.pem
        address_family: ipv6
        headers: {Accept-Language: ko}
        header_files: {X-Key: key}
      """,
      files: [
        "/c/pw": "s3cret\n", "/c/key": "k3y\n",
        "/c/ca.pem": "Ours\n-----BEGIN CERTIFICATE-----\nMII\n",
      ]
    ).sources[0]
    let request = source.makeRequest(for: WebURL("https://a.example/story"))
    #expect(request.header.credentials == Credentials(user: "ann", password: "s3cret"))
    #expect(request.header.fields.map(\.name) == ["Accept-Language", "X-Key"])
    #expect(request.header.fields.map(\.value) == ["ko", "k3y"])
    #expect(request.connection.proxy == "socks5h://proxy.example:1080")
    #expect(request.connection.certificateAuthorities == "/c/ca.pem")
    #expect(request.connection.addressFamily == .ipv6)
    #expect(request.cookieJar?.name == "a" && request.cookieJar?.isSecureOnly == true)
    for address in ["https://b.example/story", "http://a.example/story"] {
      let other = source.makeRequest(for: WebURL(address)!)
      #expect(other.header.credentials == nil && other.header.fields.isEmpty)
    }
  }

  @Test func `The reading context has the settings for dates and detection`() throws {
    let source = try loadSource(
      "language: ko\ntimezone: Asia/Seoul\ndate_order: YMD\ndate_format: '%d.%m.%Y'\n"
        + "teasers: {item: li}\narticle: {body: .story}")
    let context = source.readingContext(now: 17)
    #expect(context.now == 17 && context.timeZone.identifier == "Asia/Seoul")
    #expect(context.language == "ko" && context.dateOrder == .yearMonthDay)
    #expect(context.dateFormat == source.dates.format && context.dateFormat != nil)
    #expect(context.teaserRules == source.detection.teasers && context.teaserRules != nil)
    #expect(context.article.selectors == [.body: try PageSelector(".story")])
  }
}
