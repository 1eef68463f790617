import Importing
import Testing

/// Reads a file of another program, and shows what was taken over as short lines.
struct Imported {
  let result: ImportResult

  init(_ text: String, _ format: ImportFormat? = nil) throws {
    try self.init(Array(text.utf8), format)
  }

  init(_ bytes: [UInt8], _ format: ImportFormat? = nil) throws {
    result = try ForeignFile.read(bytes, name: "file", format: format)
  }

  /// The settings of the only source: `interval: 2h`.
  var settings: [String] { result.sources.first.map { $0.settings.map(Imported.text) } ?? [] }

  /// The remarks of all sources: `“x”: the reason`.
  var remarks: [String] {
    result.sources.flatMap { $0.remarks.map { "\($0.subject): \($0.reason)" } }
  }

  var addresses: [String] { result.sources.map(\.url.string) }

  var refusals: [String] { result.refusals.map { "\($0.label): \($0.reason)" } }

  private static func text(_ setting: ImportedSetting) -> String {
    "\(setting.name): \(text(setting.value))"
  }

  private static func text(_ value: ImportedValue) -> String {
    switch value {
    case .text(let text): text
    case .list(let items): "[\(items.joined(separator: ", "))]"
    case .mapping(let settings): "{\(settings.map(text).joined(separator: "; "))}"
    }
  }
}
