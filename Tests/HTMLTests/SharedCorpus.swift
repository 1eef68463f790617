import Foundation
import Testing

/// The corpora that are not part of the repository: in the folder of `LEDEWATCH_SHARED`, or in
/// `../shared`. Tests that need a corpus are skipped without it.
enum SharedCorpus {
  /// The reason for which tests are skipped.
  static let isMissing: Comment = "needs the shared corpus; set LEDEWATCH_SHARED to its folder"

  /// Whether the corpus has a folder.
  static func contains(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder(path).path())
  }

  /// The folder of a corpus, which may not exist.
  static func folder(_ path: String) -> URL {
    let environment = ProcessInfo.processInfo.environment
    let shared =
      environment["LEDEWATCH_SHARED"].map { URL(filePath: $0) }
      ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
    return shared.appending(path: "corpus").appending(path: path)
  }
}
