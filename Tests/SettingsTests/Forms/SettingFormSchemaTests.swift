import Foundation
import Testing

@testable import Settings

@Suite struct SettingFormSchemaTests {
  private func text(_ form: SettingForm) throws -> String {
    let data = try JSONSerialization.data(
      withJSONObject: form.schema, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `Texts that YAML takes for something else are allowed where the pattern is`() throws {
    #expect(
      try text(.text("a value", pattern: "^[a-z]+$"))
        == #"{"pattern":"^[a-z]+$","type":["string","boolean"]}"#)
    #expect(try text(.url).hasSuffix(#""type":["string"]}"#))
    #expect(try text(.words(["1.2", "any"])) == #"{"enum":["1.2","any",1.2]}"#)
  }

  @Test func `A mapping refuses unknown keys and needs required ones`() throws {
    let settings = [
      SettingReference(name: "a", form: .flag, absence: .value("true"), description: "A flag."),
      SettingReference(name: "b", form: .name, absence: .required, description: "A name."),
    ]
    let schema = SettingForm.settings(settings).schema
    #expect(schema["additionalProperties"] as? Bool == false)
    #expect(schema["required"] as? [String] == ["b"])
    let properties = schema["properties"] as? [String: [String: Any]]
    #expect(properties?["a"]?["default"] as? Bool == true)
    #expect(properties?["a"]?["description"] as? String == "A flag. Default: true")
  }

  @Test func `A hook is of one kind, and keys of one kind need its key`() {
    let schema = SettingForm.settings(SettingKeys.hook.references, kinds: SettingKeys.hookKinds)
      .schema
    #expect((schema["oneOf"] as? [Any])?.count == SettingKeys.hookKinds.count)
    let dependent = schema["dependentRequired"] as? [String: [String]]
    #expect(dependent?["deliver"] == ["run"] && dependent?["template"] == ["post"])
  }
}
