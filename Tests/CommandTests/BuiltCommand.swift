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

  static func run(_ arguments: [String], input: String = "") throws -> Output {
    let process = Process()
    let (standardInput, standardOutput) = (Pipe(), Pipe())
    let scratch = Scratch()
    let standardError = try FileHandle(forWritingTo: URL(filePath: scratch.write("", to: "errors")))
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin"]
    process.standardInput = standardInput
    process.standardOutput = standardOutput
    process.standardError = standardError
    try process.run()
    // The program may end before it has read everything.
    signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread {
      try? standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try? standardInput.fileHandleForWriting.close()
    }
    let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Output(
      standardOutput: String(decoding: output, as: UTF8.self),
      standardError: scratch.read("errors") ?? "", status: process.terminationStatus)
  }
}
