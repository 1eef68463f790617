import ArgumentParser
import Settings

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Write the JSON Schema of the configuration, for editors.",
    discussion: """
      An editor with the YAML language server checks a configuration against the schema if its first \
      line is “# yaml-language-server: $schema=FILE”. With --reference, the command writes the reference \
      of all keys as Markdown.

      Examples:
        ledewatch schema
        ledewatch schema --reference
      """)

  @Flag(name: .long, help: "Write the reference of all keys as Markdown.")
  var reference = false

  mutating func run() throws {
    Output.write(
      reference ? ConfigurationReference.markdown : ConfigurationReference.jsonSchema)
  }
}
