import Foundation

/// The reference of the configuration, made from the tables that decode it.
package enum ConfigurationReference {
  /// A table of keys under a heading.
  private struct Section {
    var title: String
    var text: String
    var settings: [SettingReference]
  }

  /// The JSON Schema (draft 2020-12) of a configuration file.
  package static var jsonSchema: String {
    var schema = SettingForm.settings(SettingKeys.file.references, mayBeEmpty: true).schema
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = "urn:ledewatch:configuration"
    schema["title"] = "Configuration of Ledewatch"
    let options: JSONSerialization.WritingOptions = [
      .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
    ]
    // The values are texts, numbers, truth values, arrays and dictionaries.
    let data = try? JSONSerialization.data(withJSONObject: schema, options: options)
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }

  /// The reference as a page of Markdown.
  package static var markdown: String {
    introduction
      + sections.map { section in
        "\n## \(section.title)\n\n\(section.text)\n\n| key | value | default | meaning |\n|---|---|---|---|\n"
          + section.settings.map {
            "| `\($0.name)` | \($0.form.summary) | \($0.absence.summary) | \($0.description) |\n"
          }.joined()
      }.joined()
  }

  private static let introduction = """
    # The configuration

    This page lists every key. It and the [JSON Schema](configuration.schema.json) are made from the tables by which
    Ledewatch reads the configuration (`ledewatch schema --reference` and `ledewatch schema`);
    [`Config/ledewatch.yaml`](../Config/ledewatch.yaml) shows the keys in their places. `ledewatch check` reports each error
    with file, line and column.

    The service reads `/etc/ledewatch/ledewatch.yaml`, and a user's `ledewatch` reads `~/.config/ledewatch/ledewatch.yaml`
    (`$XDG_CONFIG_HOME`). `--config FILE` reads another file. Files in `sources.d/*.yaml` beside it are read, too; they may
    contain `defaults` (for the same file only), `sources` and `hooks`:

    ```yaml
    defaults:
      interval: 30m
    sources:
      - name: gazette
        url: https://gazette.example/news
        timezone: Europe/Berlin
    hooks:
      - name: desk
        run: [/usr/local/bin/tell-desk, news@example.org]
        events: [new, revised]
    ```

    | value | form |
    |---|---|
    | duration | `30s`, `5m`, `1h30m`, `1d`, `2w`, or a number of seconds such as `0.5`; at most 3650 days |
    | size | `512k`, `16M`, `2G`, or a number of bytes |
    | path | absolute, below `~/`, or relative to the directory of the file |
    | name of a file with a secret | a path; in a service, a name alone is one of systemd's credentials |

    Editors with the YAML language server check a file against the schema, and show the meaning of its keys, if its first
    line names the file of the schema, which `ledewatch schema` writes:

    ```yaml
    # yaml-language-server: $schema=configuration.schema.json
    sources: []
    ```

    """

  private static var sections: [Section] {
    fileSections + sourceSections + hookSections
  }

  private static var fileSections: [Section] {
    [
      Section(
        title: "The main file", text: "The keys that are not indented.",
        settings: SettingKeys.file.references),
      Section(
        title: "keep",
        text: "The limits of each collection are a length of time, or the keys below.",
        settings: SettingKeys.keep.references),
      Section(
        title: "Limits of a collection", text: "The keys of a collection of `keep`.",
        settings: SettingKeys.limits.references),
    ]
  }

  private static var sourceSections: [Section] {
    [
      Section(
        title: "A source", text: "The keys of a source that `defaults` does not have.",
        settings: SettingKeys.ownSource.references),
      Section(
        title: "Sources and defaults",
        text: "The keys of a source, and of `defaults` for all of them.",
        settings: SettingKeys.source.references),
      Section(
        title: "teasers", text: "The parts of teasers. Each is a selector, or has the keys below.",
        settings: SettingKeys.teasers.references),
      Section(
        title: "A part of teasers", text: "The keys of a part that needs more than a selector.",
        settings: SettingKeys.part.references),
      Section(
        title: "article", text: "The parts of articles.",
        settings: SettingKeys.articleParts.references),
      Section(
        title: "fetch", text: "The program that fetches pages.",
        settings: SettingKeys.fetch.references),
      Section(
        title: "expect", text: "The yield of a source.",
        settings: SettingKeys.expectations.references),
    ]
  }

  private static var hookSections: [Section] {
    [
      Section(
        title: "A hook",
        text: "The keys of every hook. One of the keys of the next sections makes its kind.",
        settings: (SettingKeys.commonHook + SettingKeys.timing).references),
      Section(
        title: "match", text: "The conditions of `match`.", settings: SettingKeys.match.references),
    ]
      + zip(SettingKeys.hookKinds, SettingKeys.hookTables).map { kind, table in
        Section(
          title: "A hook with \(kind.key)", text: "The keys of this kind of hook.",
          settings: table.references)
      } + [
        Section(
          title: "The keys of mail", text: "A mail needs `smtp` or `sendmail`.",
          settings: SettingKeys.mailSettings.references),
        Section(
          title: "The keys of s3", text: "The bucket, and the access to it.",
          settings: SettingKeys.s3Settings.references),
        Section(
          title: "The keys of template", text: "The body of a webhook.",
          settings: SettingKeys.template.references),
      ]
  }
}
