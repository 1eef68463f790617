import Importing
import Settings

/// The report of an import: sources that are taken over and what is not, for people and as JSON.
struct ImportReport {
  let plan: ImportPlan

  // MARK: - Text

  var lines: [String] {
    var lines: [String] = []
    for addition in plan.additions {
      lines.append("+ \(addition.name)  \(addition.source.url.string)")
      let settings = addition.source.settings.map { "\($0.name): \(ImportReport.text($0.value))" }
      if !settings.isEmpty { lines.append("    " + settings.joined(separator: ", ")) }
      lines += addition.source.remarks.map { "  - \($0.subject): \($0.reason)" }
    }
    lines += plan.duplicates.map { "= \($0.label): its URL is that of the source \($0.name)" }
    lines += plan.refusals.map { "- \($0.label): \($0.reason)" }
    if plan.reasons.count > 0, plan.additions.count + plan.refusals.count > 10 {
      lines += ["", "not taken over, by reason:"]
      lines += plan.reasons.map { "  \($0.count)  \($0.reason)" }
    }
    // A long name and a line break of a file must not look like another line.
    return lines.map { line in line.prefix { $0 == " " } + Terminal.safe(line) } + ["", summary]
  }

  var summary: String {
    var parts = [counted(plan.additions.count, "source")]
    if !plan.duplicates.isEmpty { parts.append(counted(plan.duplicates.count, "duplicate")) }
    if !plan.refusals.isEmpty {
      parts.append("\(counted(plan.refusals.count, "record")) not taken over")
    }
    parts += plan.formats.filter(\.isIncomplete).map { file in
      Terminal.safe(
        "of \(file.file) only the first \(ImportResult.maximumRecords) records; split the file")
    }
    return parts.joined(separator: ", ")
  }

  private static func text(_ value: ImportedValue) -> String {
    switch value {
    case .text(let text): text
    case .list(let items): "[\(items.joined(separator: ", "))]"
    case .mapping(let settings):
      "{\(settings.map { "\($0.name): \(text($0.value))" }.joined(separator: ", "))}"
    }
  }

  // MARK: - JSON

  /// The record that `--json` writes.
  struct Record: Encodable {
    var files: [ImportedFile]
    var sources: [AddedSource]
    var duplicates: [KnownSource]
    var refused: [RefusedItem]
    var reasons: [CountedReason]
    /// The file that the sources were added to; nil if nothing was written.
    var written: String?

    struct ImportedFile: Encodable {
      var file: String
      var format: String
      /// Whether the file has more records than were read; nil if it has not.
      var incomplete: Bool?
    }

    struct AddedSource: Encodable {
      var name: String
      var url: String
      var title: String
      /// The lines of the configuration.
      var yaml: String
      var notTakenOver: [SkippedSetting]
    }

    struct SkippedSetting: Encodable {
      var setting: String
      var reason: String
    }

    struct KnownSource: Encodable {
      var label: String
      var url: String
      var source: String
    }

    struct RefusedItem: Encodable {
      var label: String
      var reason: String
    }

    struct CountedReason: Encodable {
      var reason: String
      var count: Int
    }
  }

  func record(written: String?) -> Record {
    Record(
      files: plan.formats.map { file in
        Record.ImportedFile(
          file: file.file, format: file.format.rawValue, incomplete: file.isIncomplete ? true : nil)
      },
      sources: plan.additions.map { addition in
        var entry = addition.entry
        entry.comments = []
        return Record.AddedSource(
          name: addition.name, url: addition.source.url.string, title: addition.source.title,
          yaml: entry.lines().joined(separator: "\n") + "\n",
          notTakenOver: addition.source.remarks.map {
            Record.SkippedSetting(setting: $0.subject, reason: $0.reason)
          })
      },
      duplicates: plan.duplicates.map {
        Record.KnownSource(label: $0.label, url: $0.url.string, source: $0.name)
      },
      refused: plan.refusals.map { Record.RefusedItem(label: $0.label, reason: $0.reason) },
      reasons: plan.reasons.map { Record.CountedReason(reason: $0.reason, count: $0.count) },
      written: written)
  }
}
