import ArgumentParser
import Basics
import Foundation
import Settings

import struct Settings.Configuration

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine the installation: files, disks, clock, network, programs and units.",
    discussion: """
      Each problem is shown with its remedy. Nothing is changed, no site is requested, and no ledger is \
      needed. Run it as the user of the service to examine what only that user can reach. The exit status \
      is 1 if there are errors.

      Examples:
        ledewatch doctor
        ledewatch doctor --json
      """)

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var output: JSONOption

  mutating func run() async throws {
    let (configuration, diagnostics) = try options.loadValidParts()
    let doctor = Doctor(
      configuration: configuration, diagnostics: diagnostics,
      environment: ProcessInfo.processInfo.environment, now: SystemClock().timestamp)
    let findings = await doctor.examine()
    if output.json {
      Output.json(findings.json)
    } else {
      DoctorCommand.write(findings, style: .ofStandardOutput)
    }
    if findings.worst == .error { throw ExitCode.failure }
  }

  private static func write(_ findings: Findings, style: TerminalStyle) {
    for finding in findings.all {
      let word = Terminal.padded(finding.level.rawValue, to: 8)
      let color: TerminalStyle.Color =
        switch finding.level {
        case .ok: .green
        case .warning: .yellow
        case .error: .red
        }
      let text = Terminal.safe("\(finding.check): \(finding.message)", width: 500)
      var lines = style.wrapped(text, indent: word.count)
      lines[0] = style.colored(word, color) + lines[0].dropFirst(word.count)
      if let remedy = finding.remedy {
        lines += style.wrapped("→ " + Terminal.safe(remedy, width: 500), indent: word.count)
      }
      for line in lines { Output.styledLine(line) }
    }
    Output.line(
      [counted(findings.count(.error), "error"), counted(findings.count(.warning), "warning")]
        .joined(separator: ", ") + ", \(findings.count(.ok)) ok")
  }
}
