import Testing

@testable import Settings

@Suite struct SettingKeysKeepTests {
  private func archive(_ value: String) throws -> KeepLimits? {
    try load("spool: /s\nstate: /t\nkeep:\n  archive: \(value)\n").keep.archive
  }

  private static let day = Duration.seconds(86_400)

  @Test(arguments: ["", "keep:", "keep: {}"])
  func `Articles are archived for 400 days in at most 2 GiB by default`(line: String) throws {
    let limits = try load("spool: /s\nstate: /t\n\(line)\n").keep.archive
    #expect(limits == KeepLimits(age: .seconds(400 * 86_400), size: 2 << 30))
  }

  @Test(arguments: [
    ("30d", KeepLimits(age: day * 30)),
    ("{age: 2d}", KeepLimits(age: day * 2)),
    ("{size: 500M}", KeepLimits(size: 500 << 20)),
    ("{count: 1000}", KeepLimits(count: 1000)),
    ("{age: 1d, size: 1M, count: 1}", KeepLimits(age: day, size: 1 << 20, count: 1)),
  ])
  func `Only the given limits apply`(value: String, limits: KeepLimits) throws {
    #expect(try archive(value) == limits)
  }

  @Test(arguments: ["off", "no", "false", "Off"])
  func `There is no archive with “off”`(value: String) throws {
    #expect(try archive(value) == nil)
  }

  @Test func `Entries and pages are kept without limits by default, and with “all”`() throws {
    for text in ["", "keep: {new: all, cur: all, pages: all}"] {
      let keep = try load("spool: /s\nstate: /t\n\(text)\n").keep
      #expect(keep.new == nil && keep.cur == nil && keep.pages == nil)
    }
    let keep = try load("spool: /s\nstate: /t\nkeep: {new: 2d, cur: {count: 5}, pages: 30d}").keep
    #expect(keep.new == KeepLimits(age: SettingKeysKeepTests.day * 2))
    #expect(keep.cur == KeepLimits(count: 5))
    #expect(keep.pages == KeepLimits(age: SettingKeysKeepTests.day * 30))
  }

  @Test(arguments: [("keep", false), ("remove", true)])
  func `Delivered entries are kept or removed`(value: String, removes: Bool) throws {
    let text = "spool: /s\nstate: /t\nafter_delivery: \(value)\n"
    #expect(try load(text).removesDeliveredEntries == removes)
  }

  @Test(arguments: [
    (
      "keep: {archive: ten}",
      """
      1:17: archive: expected a duration (30s, 5m, 1h30m, 1d; a number alone is seconds) or “off”, \
      not “ten”
      """
    ),
    (
      "keep: {new: off}",
      """
      1:13: new: expected a duration (30s, 5m, 1h30m, 1d; a number alone is seconds) or “all”, not \
      “off”
      """
    ),
    (
      "after_delivery: delete", "1:17: after_delivery: expected keep or remove, not “delete”"
    ),
    ("keep: {archive: 5m}", "1:17: archive: must be at least 1h"),
    ("keep: {archive: {age: 5m}}", "1:23: archive: age: must be at least 1h"),
    ("keep: {archive: {size: 5k}}", "1:24: archive: size: must be from 1M to 1024G"),
    (
      "keep: {archive: {count: 0}}",
      "1:25: archive: count: expected a whole number from 1 to 1000000000, not “0”"
    ),
    (
      "keep: {archive: {}}",
      "1:17: archive: expected at least one of the limits age, size and count"
    ),
    (
      "keep: {archive: {aeg: 1d}}",
      "1:18: archive: unknown key “aeg” in these limits; did you mean “age”?"
    ),
    (
      "keep: {archives: 1d}", "1:8: unknown key “archives” in “keep”; did you mean “archive”?"
    ),
    ("keep: 400d", "1:7: expected the “key: value” pairs of “keep”, not “400d”"),
    ("archive: 400d", "1:1: unknown key “archive” in the configuration; it belongs in “keep”"),
  ])
  func `A wrong value is an error with its place`(line: String, message: String) {
    #expect(diagnostics("\(line)\nspool: /s\nstate: /t\n") == [message])
  }
}
