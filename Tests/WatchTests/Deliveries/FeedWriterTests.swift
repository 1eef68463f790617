import Basics
import Foundation
import Glibc
import Logging
import Notifications
import Settings
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Spool
@testable import Watch

@Suite struct FeedWriterTests {
  private let scratch: Scratch

  init() { scratch = Scratch(inMemory: true) }

  private init(_ scratch: Scratch) { self.scratch = scratch }

  private var settings: FeedSettings {
    var settings = FeedSettings(directory: scratch.path("feeds"))
    settings.url = WebURL("https://example.org/feeds/")
    return settings
  }

  private func event(
    _ kind: EventKind, _ id: String, source: String = "gazette", revision: Int = 1, at: Int
  ) -> Event {
    var details = EntryDetails()
    (details.source, details.revision) = (source, revision)
    details.listing = "https://\(source).example/news"
    var document = EntryDocument(id: id, details: details)
    document.title = "Title of \(id)"
    document.url = "https://\(source).example/\(id)"
    document.contentHTML =
      kind == .new || kind == .revised ? "<p>\(id), revision \(revision)</p>" : nil
    return Event(
      kind: kind, source: source, deliveryKey: "\(id)-r\(revision)-feeds",
      at: Timestamp(secondsSinceEpoch: Double(at)), record: document.bytes)
  }

  private func write(
    _ event: Event, _ settings: FeedSettings? = nil, disk: Disk = Disk()
  ) async -> HookOutcome {
    await write([event], settings, disk: disk)
  }

  private func write(
    _ events: [Event], _ settings: FeedSettings? = nil, disk: Disk = Disk()
  ) async -> HookOutcome {
    let writer = FeedWriter(log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
      try FeedDirectory($0, disk: disk)
    }
    return await writer.write(events, to: settings ?? self.settings)
  }

  /// Returns the ids of the items of a JSON Feed; nil if there is no such file.
  private func ids(_ name: String) throws -> [String]? {
    guard let text = scratch.read("feeds/\(name).json") else { return nil }
    let feed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return (feed?["items"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
  }

  /// All files with their content.
  private var files: [String: String] {
    Dictionary(
      uniqueKeysWithValues: scratch.list("feeds").map { ($0, scratch.read("feeds/\($0)") ?? "") })
  }

  @Test func `Each source has feeds, all sources have one together, and a list names them`()
    async throws
  {
    #expect(await write(event(.new, "a1", at: 100)).isDelivered)
    #expect(await write(event(.new, "b1", source: "harbour", at: 200)).isDelivered)
    #expect(try ids("gazette") == ["a1"] && ids("harbour") == ["b1"] && ids("all") == ["b1", "a1"])
    #expect(
      scratch.list("feeds") == [
        "all.atom", "all.json", "gazette.atom", "gazette.json", "harbour.atom", "harbour.json",
        "sources.opml",
      ])
    let atom = try #require(scratch.read("feeds/all.atom"))
    #expect(atom.contains("<id>urn:ledewatch:b1</id>") && atom.contains("<title>harbour</title>"))
    let list = try #require(scratch.read("feeds/sources.opml"))
    #expect(list.contains("\"https://example.org/feeds/gazette.atom\""))
    #expect(list.contains("harbour") && !list.contains("all.atom"))
  }

  @Test func `An event of a source, or one that repeats, changes no file`() async throws {
    _ = await write(event(.new, "a1", at: 100))
    let before = files
    let renames = Mutex(0)
    let disk = Disk(injectedErrno: { call, _ in
      if call == .rename { renames.withLock { $0 += 1 } }
      return 0
    })
    #expect(await write(event(.new, "a1", at: 100), disk: disk).isDelivered)
    #expect(await write(event(.sourceBroken, "x", at: 200), disk: disk).isDelivered)
    #expect(files == before && renames.withLock { $0 } == 0)
  }

  @Test func `A withdrawn article is no longer readable, and comes back`() async throws {
    _ = await write(event(.new, "a1", at: 100))
    _ = await write(event(.withdrawn, "a1", at: 200))
    #expect(try ids("gazette") == [] && ids("all") == [])
    #expect(scratch.read("feeds/gazette.atom")?.contains("<at:deleted-entry") == true)
    var status = stat()
    #expect(stat(scratch.path("feeds/.withdrawn.json"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    _ = await write(event(.restored, "a1", at: 300))
    #expect(try ids("gazette") == ["a1"] && ids("all") == ["a1"])
    #expect(scratch.read("feeds/all.json")?.contains("a1, revision 1") == true)
  }

  @Test func `Older items move to archives that are linked`() async throws {
    var settings = settings
    (settings.maximumItems, settings.keepsArchives) = (2, true)
    for number in 1...5 { _ = await write(event(.new, "a\(number)", at: number), settings) }
    #expect(try ids("gazette") == ["a5"])
    #expect(try ids("gazette-archive-2") == ["a4", "a3"])
    #expect(try ids("gazette-archive-1") == ["a2", "a1"])
    let archive = try #require(scratch.read("feeds/gazette-archive-1.atom"))
    #expect(
      archive.contains(
        "rel=\"next-archive\" href=\"https://example.org/feeds/gazette-archive-2.atom"))
    #expect(scratch.read("feeds/gazette.atom")?.contains("gazette-archive-2.atom") == true)
    #expect(scratch.read("feeds/sources.opml")?.contains("archive") == false)
  }

  @Test(arguments: [0, 1])
  func `An event that is repeated after its article was archived changes nothing`(
    seconds: Int
  ) async throws {
    var settings = settings
    (settings.maximumItems, settings.keepsArchives) = (2, true)
    let events = (1...3).map { event(.new, "a\($0)", at: $0 * seconds) }
    for event in events { _ = await write(event, settings) }
    let before = files
    #expect(try ids("gazette-archive-1") == ["a2", "a1"])
    for event in events { #expect(await write(event, settings).isDelivered) }
    #expect(files == before)
  }

  @Test(arguments: [
    "", "no JSON", "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}",
  ])
  func `A damaged feed begins anew, after its archives`(content: String) async throws {
    var settings = settings
    (settings.maximumItems, settings.keepsArchives) = (2, true)
    for number in 1...3 { _ = await write(event(.new, "a\(number)", at: number), settings) }
    scratch.write(content, to: "feeds/gazette.json")
    #expect(await write(event(.new, "a4", at: 4), settings).isDelivered)
    #expect(try ids("gazette") == ["a4"] && ids("all") == ["a4", "a3"])
    #expect(scratch.read("feeds/gazette.atom")?.contains("gazette-archive-1.atom") == true)
  }

  @Test func `What is in the place of a file is no reason to write elsewhere`() async throws {
    _ = await write(event(.new, "a1", at: 1))
    let outside = scratch.write("{}", to: "outside")
    unlink(scratch.path("feeds/gazette.json"))
    symlink(outside, scratch.path("feeds/gazette.json"))
    let outcome = await write(event(.new, "a2", at: 2))
    #expect(!outcome.isDelivered && "\(outcome)".contains("feeds/gazette.json"))
    #expect(scratch.read("outside") == "{}")
  }

  @Test func `A directory that cannot be made or written is told`() async {
    var settings = settings
    settings.directory = scratch.path("no/feeds")
    #expect(
      "\(await write(event(.new, "a", at: 1), settings))"
        == "cannot open \(scratch.path("no")): No such file or directory")
    let disk = Disk(injectedErrno: { call, _ in call == .rename ? EROFS : 0 })
    #expect("\(await write(event(.new, "a", at: 1), disk: disk))".contains("ReadWritePaths="))
  }

  @Test func `A record that cannot be decoded is told`() async {
    var event = event(.new, "a", at: 1)
    event.record = [1]
    #expect(await write(event).ending == .failed("feed: not JSON"))
  }

  /// The events of the test of crashes: each kind, and one that makes a second archive.
  private var events: [Event] {
    [
      event(.new, "a1", at: 100), event(.new, "a2", at: 200), event(.new, "a3", at: 300),
      event(.revised, "a2", revision: 2, at: 400), event(.withdrawn, "a2", revision: 2, at: 500),
      event(.new, "a4", at: 600), event(.restored, "a2", revision: 2, at: 700),
      event(.new, "a5", at: 800),
    ]
  }

  @Test func `After a crash at any call, the repeated event leads to the same files`() async throws
  {
    var settings = settings
    (settings.maximumItems, settings.keepsArchives) = (2, true)
    for event in events { try await expectEachStepRepeatable([event], settings) }
    scratch.removeAll("feeds")
    try await expectEachStepRepeatable(events, settings)
  }

  /// Writes events, and writes them again after an error at each of the steps.
  private func expectEachStepRepeatable(_ events: [Event], _ settings: FeedSettings) async throws {
    let before = scratch.content()
    #expect(await write(events, settings).isDelivered)
    let expected = files
    for step in 0... {
      let copy = FeedWriterTests(Scratch(before))
      var settings = settings
      settings.directory = copy.scratch.path("feeds")
      let fuse = Fuse(after: step, once: false)
      let disk = Disk(injectedErrno: { _, _ in
        do { try fuse.step() } catch { return ENOSPC }
        return 0
      })
      let outcome = await copy.write(events, settings, disk: disk)
      if outcome.isDelivered {
        #expect(step == fuse.count && copy.files == expected)
        break
      }
      // No file is half written, whatever the step was.
      for name in copy.scratch.list("feeds") where name.hasSuffix(".json") && name.first != "." {
        #expect(throws: Never.self) { _ = try copy.ids(String(name.dropLast(5))) }
      }
      #expect(await copy.write(events, settings).isDelivered)
      let after = copy.files
      let differing = Set(after.keys).union(expected.keys).filter { after[$0] != expected[$0] }
      #expect(differing.sorted() == [], "after step \(step) of \(events.map(\.kind))")
    }
  }

  @Test(arguments: [false, true])
  func `Several events lead to the same files as one after the other`(archives: Bool) async throws {
    var settings = settings
    (settings.maximumItems, settings.keepsArchives) = (3, archives)
    settings.tags = ["gazette": ["sport"], "harbour": ["sport", "town"]]
    var events = (0..<12).map {
      event(.new, "a\($0)", source: $0 % 3 == 0 ? "harbour" : "gazette", at: 100 + $0)
    }
    events.append(event(.revised, "a11", revision: 2, at: 200))
    events.append(event(.withdrawn, "a10", at: 201))
    events.append(event(.restored, "a10", at: 202))
    for event in events { #expect(await write(event, settings).isDelivered) }
    let expected = files
    scratch.removeAll("feeds")
    #expect(await write(events, settings).isDelivered)
    #expect(files == expected)
    // Repeated events change nothing, also those that older archives have.
    #expect(await write(events, settings).isDelivered)
    #expect(files == expected)
  }

  @Test func `Each tag has a feed with the articles of its sources`() async throws {
    var settings = settings
    settings.tags = ["gazette": ["sport", "town"], "harbour": ["town"]]
    #expect(await write(event(.new, "a1", at: 100), settings).isDelivered)
    #expect(await write(event(.new, "b1", source: "harbour", at: 200), settings).isDelivered)
    #expect(await write(event(.new, "c1", source: "herald", at: 300), settings).isDelivered)
    #expect(try ids("_sport") == ["a1"] && ids("_town") == ["b1", "a1"])
    #expect(scratch.read("feeds/_town.atom")?.contains("<title>town</title>") == true)
    #expect(scratch.read("feeds/sources.opml")?.contains("_town") == false)
  }

  @Test func `An event without a readable record does not hold up the others`() async throws {
    var broken = event(.new, "a1", at: 100)
    broken.record = Array("{".utf8)
    #expect(await !write(broken).isDelivered)
    #expect(await write([broken, event(.new, "a2", at: 200)]).isDelivered)
    #expect(try ids("gazette") == ["a2"])
  }
}
