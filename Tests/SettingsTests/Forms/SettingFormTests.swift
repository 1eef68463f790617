import Basics
import Testing

@testable import Settings

/// The forms that the reference states are those that the decoder accepts, and so are the defaults.
@Suite struct SettingFormTests {
  /// A place in the configuration, with the keys that it needs.
  private struct Place {
    var settings: [SettingReference]
    var before: String
    var after = ""
    var files: [String: String] = [:]

    func text(_ lines: [String]) -> String {
      before + lines.joined(separator: ", ") + after
    }
  }

  private static let sources = "sources: [{name: a, url: http://a.example}]"

  private static func hook(_ rest: String, _ settings: [SettingReference]) -> Place {
    Place(settings: settings, before: "{\(sources), hooks: [{name: h\(rest), ", after: "}]}")
  }

  /// The value of the key that makes a kind of hook.
  private static let kinds = [
    "run": "[/bin/true]", "post": "http://a.example/", "chat": "ntfy, to: news", "feed": "/f",
    "archive": "wayback",
    "s3": "{bucket: news, region: a, key_id: k, secret_file: s}",
    "mail": "{to: [a@a.example], from: b@a.example, smtp: 'smtp://127.0.0.1'}",
  ]

  private static var places: [Place] {
    [
      Place(
        settings: SettingKeys.file.references.filter {
          !["defaults", "sources", "hooks"].contains($0.name)
        }, before: "{\(sources), ", after: "}"),
      Place(settings: SettingKeys.keep.references, before: "{\(sources), keep: {", after: "}}"),
      Place(
        settings: SettingKeys.limits.references, before: "{\(sources), keep: {new: {",
        after: "}}}"),
      Place(
        settings: SettingKeys.source.references, before: "{\(sources), defaults: {", after: "}}"),
      Place(
        settings: SettingKeys.expectations.references,
        before: "{\(sources), defaults: {expect: {", after: "}}}"),
      hook(", run: [/bin/true]", (SettingKeys.commonHook + SettingKeys.timing).references),
    ]
      + zip(SettingKeys.hookKinds, SettingKeys.hookTables).map { kind, table in
        hook(
          ", \(kind.key): \(kinds[kind.key] ?? "")", Array(table.dropFirst()).references)
      }
  }

  /// Whether the decoder has an error for a key.
  private func refuses(_ key: SettingReference, _ value: String, in place: Place) -> Bool {
    diagnostics(place.text(["\(key.name): \(value)"]), files: ["/c/s": "s"])
      .contains { $0.contains(" \(key.name): ") || $0.contains(" \(key.name) ") }
  }

  /// Values of a form, in YAML, that are just allowed and just not.
  private func bounds(of form: SettingForm) -> (allowed: [String], refused: [String]) {
    switch form {
    case .flag: (["true", "no"], ["maybe", "2"])
    case .integer(let range):
      (
        ["\(range.lowerBound)", "\(range.upperBound)"],
        ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "many"]
      )
    case .duration(let minimum):
      (
        ["3650d"], ["3651d", "soon"] + (minimum > .zero ? ["\(minimum.seconds * 0.99)"] : ["-1s"])
      )
    case .size(let range):
      (
        ["\(range.lowerBound)", "\(range.upperBound)"],
        ["\(range.upperBound + 1)", "1X"]
          + (range.lowerBound > 0 ? ["\(range.lowerBound - 1)"] : [])
      )
    case .words(let words): (words, ["nonsense"])
    case .off: (["off"], [])
    case .list(let item, _, _):
      (
        bounds(of: item).allowed.map { "[\($0)]" },
        bounds(of: item).refused.map { "[\($0)]" } + ["{a: 1}"]
      )
    case .pairs: (["{}"], ["[a]"])
    case .either(let forms):
      (
        forms.flatMap { bounds(of: $0).allowed },
        forms.allSatisfy(\.isScalar)
          ? forms.flatMap { bounds(of: $0).refused }.filter { $0.contains("3651") } : []
      )
    case .text, .settings: ([], [])
    }
  }

  @Test func `The decoder accepts and refuses what the forms say`() {
    var count = 0
    for place in SettingFormTests.places {
      for key in place.settings {
        let (allowed, refused) = bounds(of: key.form)
        count += allowed.count + refused.count
        for value in allowed {
          #expect(!refuses(key, value, in: place), "\(key.name): \(value) is refused")
        }
        for value in refused {
          #expect(refuses(key, value, in: place), "\(key.name): \(value) is accepted")
        }
      }
    }
    #expect(count >= 200)
  }

  @Test func `The defaults are what an absent key means`() throws {
    for place in SettingFormTests.places {
      let lines = place.settings.compactMap { key in
        if case .value(let text) = key.absence { "\(key.name): \(text)" } else { nil }
      }
      // Limits have no defaults, and at least one is needed.
      guard !lines.isEmpty else { continue }
      var (given, plain) = (
        try load(place.text(lines), files: ["/c/s": "s"]),
        try load(place.text([]).replacing(", }", with: "}"), files: ["/c/s": "s"])
      )
      (given.warnings, plain.warnings) = ([], [])
      #expect(given == plain, "\(lines)")
    }
  }
}

extension SettingForm {
  fileprivate var isScalar: Bool {
    switch self {
    case .list, .pairs, .settings, .either: false
    default: true
    }
  }
}
