import Foundation
import Testing

@testable import Settings

/// The reference of the configuration, its schema, and the tables that they are made from.
@Suite struct ConfigurationReferenceTests {
  private static let docs = URL(filePath: Examples.directory).deletingLastPathComponent()
    .appending(path: "docs")

  /// Compares a file with what the tables generate, or replaces it if `RECORD` is set.
  private func compare(_ name: String, _ generated: String) throws {
    let file = ConfigurationReferenceTests.docs.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try generated.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == generated,
      "docs/\(name) is out of date; see “Add a setting” in CONTRIBUTING.md")
  }

  @Test func `The committed reference is the generated one`() throws {
    try compare("configuration.md", ConfigurationReference.markdown)
  }

  @Test func `The committed schema is the generated one`() throws {
    try compare("configuration.schema.json", ConfigurationReference.jsonSchema)
  }

  /// All keys, those of nested mappings included.
  private static func references(_ settings: [SettingReference]) -> [SettingReference] {
    settings.flatMap { [$0] + references($0.form.nestedSettings) }
  }

  private static let all = references(SettingKeys.file.references)

  @Test func `Each key has a form, a default and a description`() {
    #expect(ConfigurationReferenceTests.all.count >= 200)
    for key in ConfigurationReferenceTests.all {
      #expect(!key.form.summary.isEmpty && !key.absence.summary.isEmpty, "\(key.name)")
      #expect(key.description.hasSuffix(".") || key.description.hasSuffix("…"), "\(key.name)")
    }
  }

  @Test func `No text of the reference breaks its table`() {
    for key in ConfigurationReferenceTests.all {
      for text in [key.form.summary, key.absence.summary, key.description] {
        #expect(!text.contains("|") && !text.contains("\n"), "\(key.name): \(text)")
      }
    }
  }

  @Test func `Each key of each table is in the reference`() {
    let markdown = ConfigurationReference.markdown
    for key in ConfigurationReferenceTests.all {
      #expect(markdown.contains("| `\(key.name)` | \(key.form.summary) |"), "\(key.name)")
    }
  }
}

extension SettingForm {
  /// The keys of the mappings that values of this form can be.
  fileprivate var nestedSettings: [SettingReference] {
    switch self {
    case .settings(let settings, _, _): settings
    case .list(let item, _, _): item.nestedSettings
    case .either(let forms): forms.flatMap(\.nestedSettings)
    default: []
    }
  }
}
