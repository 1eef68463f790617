import News
import Synchronization
import Testing
import Web

@testable import Watch

/// Pages whose charset is told wrongly, or by nothing: what is known must not look new.
@Suite final class CharsetRoundTests: Sendable {
  private let listing = Mutex<(type: String, body: [UInt8])>(("text/html", []))

  private static let ledes = [
    "Совет гавани решил оставить старый паром ещё на один год",
    "Жители острова подписали прошение о новом расписании парома",
    "Музей маяка открылся после двух лет ремонта и споров о деньгах",
    "Рыбаки вернулись с рекордным уловом сельди впервые за десять лет",
    "Школа на мысе получит новый автобус до начала учебного года",
    "Инженеры осмотрят корпус парома в мае и доложат совету гавани",
    "Почту на дальний остров снова повезут по воде каждый вторник",
    "Буря повредила причал, но никто из жителей не пострадал",
  ]

  private static func page(_ token: String, _ ledes: [String] = ledes) -> String {
    let items = ledes.enumerated().map { place, lede in
      "<li class=item><a href=/n/\(place)-\(token).html>\(lede)</a> "
        + "<span class=date>2026-03-\(28 - place)</span></li>"
    }
    return "<!DOCTYPE html><html><head><title>N</title></head><body><ul class=list>"
      + items.joined(separator: "\n") + "</ul></body></html>"
  }

  /// In windows-1251 the letters from А to я are in a row.
  private static func cyrillic(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x410...0x44F: UInt8(scalar.value - 0x410 + 0xC0)
      case 0x451: 0xB8
      default: UInt8(scalar.value)
      }
    }
  }

  private func world() -> FakeWorld {
    FakeWorld(
      fetch: { [self] request in
        let path = request.url.string.split(separator: "/").dropFirst(2).joined(separator: "/")
        guard path.hasPrefix("n/"), let place = Int(path.dropFirst(2).prefix { $0 != "-" }) else {
          let (type, body) = listing.withLock { $0 }
          return Response(
            url: request.url, status: 200, headers: [("content-type", type)], body: body)
        }
        let lede = Self.ledes[place % Self.ledes.count]
        let text =
          "<html><head><meta charset=utf-8><title>\(lede)</title></head><article><h1>\(lede)</h1>"
          + (1...4).map { "<p>\(lede). Это сообщил председатель, часть \($0) из многих.</p>" }
          .joined() + "</article></html>"
        return Response(
          url: request.url, status: 200, headers: [("content-type", "text/html")],
          body: Array(text.utf8))
      }, reader: PageReader())
  }

  private func round(
    _ world: FakeWorld, _ body: [UInt8], type: String = "text/html", charset: String? = nil
  ) async throws {
    listing.withLock { $0 = (type, body) }
    world.clock.pass(.seconds(3600))
    try await world.once { $0.sources[0].detection.charset = charset }
  }

  private func status(_ world: FakeWorld) async throws -> Status.SourceStatus {
    try #require(try await Status.load(world.configuration()).sources.first)
  }

  @Test(arguments: ["text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1"])
  func `A lede that is cut within a character makes no new article`(type: String) async throws {
    let world = world()
    try await round(world, Array(Self.page("a").utf8), type: type)
    #expect(world.spooled.count == Self.ledes.count)
    var cut = Array(Self.page("b").utf8)
    let end = try #require(cut.firstIndex { $0 == 0xD0 })
    cut.remove(at: end + 121)
    try await round(world, cut, type: type)
    try await round(world, Array(Self.page("c").utf8), type: type)
    #expect(world.spooled.count <= Self.ledes.count + 1)
    #expect(try await status(world).charset == "UTF-8")
  }

  @Test(arguments: ["text/html", "text/html; charset=utf-8"])
  func `A detected charset is reported and kept across restarts`(type: String) async throws {
    let world = world()
    try await round(world, Self.cyrillic(Self.page("a")), type: type)
    #expect(world.spooled.count == Self.ledes.count)
    #expect(try await status(world).charset == "windows-1251")
    #expect(try await status(world).charsetFrom == "guess")
    // Shorter lists, down to one that tells little by itself.
    for count in [5, 3, 2, 1] {
      let page = Self.page("b\(count)", Array(Self.ledes.prefix(count)))
      try await round(world, Self.cyrillic(page), type: type)
      #expect(try await status(world).charset == "windows-1251", "\(count) teasers")
    }
    #expect(world.spooled.count == Self.ledes.count)
  }

  @Test func `A configured charset applies to the listing and to articles that are not UTF-8`()
    async throws
  {
    let world = world()
    try await round(
      world, [0xEF, 0xBB, 0xBF] + Self.cyrillic(Self.page("a")),
      type: "text/html; charset=utf-8", charset: "windows-1251")
    #expect(try await status(world).charsetFrom == "override")
    #expect(world.spooled.count == Self.ledes.count)
    let name = try #require(world.scratch.list("spool/new").first)
    let record = try #require(world.scratch.read("spool/new/\(name)/article.json"))
    #expect(record.contains("Это сообщил председатель"))
  }
}
