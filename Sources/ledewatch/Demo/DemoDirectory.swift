import Foundation
import Settings

/// The directory of the demo, created anew each time: its configuration, its hook, its spool and its ledger.
struct DemoDirectory {
  let path: String

  var configuration: String { path + "/ledewatch.yaml" }
  /// The file to which the hook writes.
  var notices: String { path + "/notices.txt" }

  init(environment: [String: String]) throws {
    var loader = ConfigurationLoader.forProcess(environment: environment)
    loader.isService = false
    do {
      path = try loader.defaultConfiguration().statePath + "/demo"
    } catch {
      throw CommandError(error.diagnostics.map(\.message).joined(separator: "; "), .configuration)
    }
    do {
      if FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandError(
        "cannot create the directory \(Terminal.safe(path)): \(FileError.reason(of: error))",
        .cannotCreate)
    }
  }

  /// Writes the configuration and the hook, and loads the configuration.
  func prepare(listing: String) throws -> Configuration {
    do {
      try write(DemoDirectory.hook, to: "notify", mode: 0o755)
      try write(DemoDirectory.settings(listing), to: "ledewatch.yaml", mode: 0o644)
    } catch {
      throw CommandError(
        "cannot write to the directory \(Terminal.safe(path)): \(FileError.reason(of: error))",
        .cannotCreate)
    }
    do {
      return try ConfigurationLoader.forProcess(
        environment: ProcessInfo.processInfo.environment
      ).load(file: configuration)
    } catch {
      throw CommandError(
        Terminal.safe(error.diagnostics.map(\.description).joined(separator: "; ")), .configuration)
    }
  }

  private func write(_ text: String, to name: String, mode: Int) throws {
    let file = path + "/" + name
    try Data(text.utf8).write(to: URL(filePath: file))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
  }

  /// Returns what the hook has written, one line for each event.
  func noticeLines() -> [String] {
    let bytes = FileManager.default.contents(atPath: notices)
    return String(decoding: bytes ?? Data(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func settings(_ listing: String) -> String {
    """
    # The configuration of the demo.
    spool: spool
    state: state
    sources:
      - name: lantern
        url: \(listing)
        interval: 10m
        host_pause: 0s
        # Articles are fetched again every ten minutes.
        revisions: [\(Array(repeating: "10m", count: 20).joined(separator: ", "))]
    hooks:
      - name: notify
        run: [./notify]

    """
  }

  private static let hook = #"""
    #!/bin/sh
    # The hook of the demo. It writes a line for each event; the record on standard input is not used.
    cat >/dev/null
    printf '%s: %s\n' "$LEDEWATCH_EVENT" "$LEDEWATCH_TITLE" >>"$(dirname "$0")/notices.txt"

    """#
}
