import Basics
import Importing
import Settings
import WebURL

/// The sources that files of other programs add to a configuration.
struct ImportPlan {
  /// A source that is added.
  struct Addition {
    var name: String
    var source: ImportedSource
  }

  /// A source that is not added, because the configuration or an earlier record has its URL.
  struct Duplicate {
    var label: String
    var url: WebURL
    /// The name of the source with the URL.
    var name: String
  }

  private(set) var additions: [Addition] = []
  private(set) var duplicates: [Duplicate] = []
  private(set) var refusals: [RefusedRecord] = []
  private(set) var formats: [(file: String, format: ImportFormat, isIncomplete: Bool)] = []
  private var names: SourceNames
  private var nameOfURL: [WebURL: String]

  /// - Parameter configured: The sources that there are already.
  init(configured: [Source]) {
    names = SourceNames(taken: Set(configured.map(\.name)))
    nameOfURL = Dictionary(configured.map { ($0.url, $0.name) }) { first, _ in first }
  }

  /// Adds the records of a file.
  mutating func add(_ result: ImportResult, of file: String) {
    formats.append((file, result.format, result.isIncomplete))
    refusals += result.refusals
    for source in result.sources {
      if let name = nameOfURL[source.url] {
        duplicates.append(Duplicate(label: source.label, url: source.url, name: name))
        continue
      }
      // A setting that is wrong for a reason that no reader knows must not make the configuration invalid.
      let trial = Addition(name: "source", source: source)
      if let error = ConfigurationFile.error(of: "sources:\n" + trial.lines) {
        refusals.append(RefusedRecord(label: source.label, reason: error))
        continue
      }
      let name = names.name(title: source.title, url: source.url)
      nameOfURL[source.url] = name
      additions.append(Addition(name: name, source: source))
    }
  }

  var entries: [SourceEntry] { additions.map(\.entry) }

  /// The reasons why something was not taken over, and how often, the most frequent first.
  var reasons: [(reason: String, count: Int)] {
    let all = refusals.map(\.summary) + additions.flatMap { $0.source.remarks.map(\.summary) }
    return Dictionary(all.map { ($0, 1) }, uniquingKeysWith: +)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }
}

extension ImportPlan.Addition {
  /// The source as the configuration has it, below comments about what was not taken over.
  var entry: SourceEntry {
    SourceEntry(
      name: name, url: source.url,
      comments: source.remarks.map { "Not taken over: \($0.subject): \($0.reason)" },
      settings: source.settings.map(\.member))
  }

  fileprivate var lines: String { entry.lines().joined(separator: "\n") + "\n" }
}

extension ImportedSetting {
  fileprivate var member: SourceEntry.Member { SourceEntry.Member(name, value.entryValue) }
}

extension ImportedValue {
  fileprivate var entryValue: SourceEntry.YAMLValue {
    switch self {
    case .text(let text): .text(text)
    case .list(let items): .list(items.map { .text($0) })
    case .mapping(let settings): .mapping(settings.map(\.member))
    }
  }
}
