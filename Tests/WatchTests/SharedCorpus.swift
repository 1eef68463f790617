import Foundation
import TestSupport

/// The corpora that are not part of the project: beside it in `shared/corpus`, or where
/// LEDEWATCH_SHARED says. Tests that need one pass with a message where it is missing.
enum SharedCorpus {
  static func folder(_ path: String) -> URL? {
    let named = ProcessInfo.processInfo.environment["LEDEWATCH_SHARED"].map { URL(filePath: $0) }
    let project = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = project.deletingLastPathComponent().appending(path: "shared")
    let folder = (named ?? beside).appending(path: "corpus").appending(path: path)
    if FileManager.default.fileExists(atPath: folder.path()) { return folder }
    print("skipped: no \(path) in the shared corpus (LEDEWATCH_SHARED names its folder)")
    return nil
  }

  static func gunzip(_ file: URL) throws -> [UInt8] {
    try Program("/usr/bin/env", ["gzip", "-dc", file.path()]).run().standardOutput
  }
}
