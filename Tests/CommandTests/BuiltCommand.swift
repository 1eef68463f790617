import Foundation
import TestSupport

/// The command that is built beside the tests.
enum BuiltCommand {
  static let path = Bundle.main.bundleURL.appending(path: "ledewatch").path
  static let isThere = FileManager.default.isExecutableFile(atPath: path)

  struct Output {
    var standardOutput: String
    var standardError: String
    var status: Int32
  }

  /// - Parameter home: the home directory; nil for one that does not exist.
  static func run(
    _ arguments: [String], input: String = "", home: String? = nil
  ) throws -> Output {
    let output = try Program(
      path, arguments,
      environment: ["HOME": home ?? "/nonexistent", "PATH": "/usr/bin:/bin", "TZ": "UTC"]
    ).run(input: input)
    return Output(
      standardOutput: String(decoding: output.standardOutput, as: UTF8.self),
      standardError: String(decoding: output.standardError, as: UTF8.self), status: output.status)
  }
}
