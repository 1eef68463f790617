import Foundation
import TestSupport
import Testing

/// The command of `ledewatch-hook@.service`, which hands entries of the spool to a program.
@Suite struct ConsumerUnitTests {
  private let scratch = Scratch()

  /// Returns the shell script of the unit. The directory of programs is that of the test, and the pause
  /// after a failure is left out.
  private func script() throws -> String {
    let unit = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../systemd/ledewatch-hook@.service").standardizedFileURL
    let text = try String(contentsOf: unit, encoding: .utf8).replacing("\\\n", with: "")
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("ExecStart=") })
    let start = try #require(line.firstRange(of: "-c '")).upperBound
    let end = try #require(line.firstRange(of: "' sh %i")).lowerBound
    let script = String(line[start..<end]).replacing("$$", with: "$")
    #expect(script.contains("/etc/ledewatch/consumers/") && script.contains("sleep 60; "))
    return script.replacing("/etc/ledewatch/consumers/", with: scratch.path("consumers/"))
      .replacing("sleep 60; ", with: "").replacing("/tmp/record", with: scratch.path("record"))
  }

  private func run(backlog: String = "no") throws -> (errors: String, status: Int32) {
    let spool = scratch.path("spool")
    let output = try Program(
      "/bin/sh", ["-c", "cd \(spool) && " + script(), "sh", "mail"],
      environment: ["PATH": "/usr/bin:/bin", "LEDEWATCH_BACKLOG": backlog]
    ).run()
    return (String(decoding: output.standardError, as: UTF8.self), output.status)
  }

  /// Makes a spool with an entry, one whose call fails, and one of a first round.
  private func makeSpool() throws {
    for name in ["1-good", "2-bad"] { scratch.write("{}\n", to: "spool/new/\(name)/article.json") }
    scratch.write(
      "{\n  \"_ledewatch\": {\n    \"backlog\": true\n  }\n}\n", to: "spool/new/3-old/article.json")
    try FileManager.default.createDirectory(
      atPath: scratch.path("spool/cur"), withIntermediateDirectories: true)
    try makeProgram()
  }

  /// Makes the program, which fails for one entry. Another process writes the file: while a descriptor of
  /// this one is open, a program that another test starts could inherit it, and the file would be busy.
  private func makeProgram() throws {
    let text = """
      #!/bin/sh
      echo "${1##*/}" >> \(scratch.path("called"))
      case $1 in *bad*) exit 3;; esac
      """
    try Program(
      "/bin/sh",
      ["-c", "mkdir $1 && cat > $1/mail && chmod +x $1/mail", "sh", scratch.path("consumers")]
    ).run(input: text + "\n")
  }

  private var called: [Substring] { (scratch.read("called") ?? "").split(separator: "\n") }

  @Test func `The journal names an entry whose call failed, and the exit status`() throws {
    try makeSpool()
    let result = try run()
    #expect(result.status == 1)
    let path = scratch.path("spool/new/2-bad")
    #expect(
      result.errors.contains("<3>mail failed with exit status 3 for ")
        && result.errors.contains((path as NSString).lastPathComponent))
    #expect(scratch.list("spool/new") == ["2-bad"])
    #expect(called == ["1-good", "2-bad"], "\(result.errors)")
  }

  @Test func `Entries of a first round are handed over only if that is asked for`() throws {
    try makeSpool()
    let result = try run()
    #expect(!called.contains("3-old") && scratch.list("spool/cur") == ["1-good", "3-old"])
    #expect(
      result.errors.contains("<5>entries of first rounds that went to cur/ without a call: 1"))
  }

  @Test func `With LEDEWATCH_BACKLOG=yes, entries of a first round are handed over`() throws {
    try makeSpool()
    _ = try run(backlog: "yes")
    #expect(called == ["1-good", "2-bad", "3-old"])
  }
}
