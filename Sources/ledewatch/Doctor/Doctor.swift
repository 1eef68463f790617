import Basics
import Foundation
import Ledger
import Settings
import Spool

import struct Settings.Configuration

/// The examination of an installation. It changes nothing that lasts and needs no ledger.
struct Doctor {
  let configuration: Configuration
  /// The errors of the configuration; its valid parts are examined nevertheless.
  let diagnostics: [ConfigurationDiagnostic]
  var environment: [String: String]
  var now: Timestamp

  /// Performs all checks.
  func examine() async -> Findings {
    var findings = Findings()
    checkProgram(&findings)
    checkConfiguration(&findings)
    checkState(&findings)
    await checkLedger(&findings)
    checkSpool(&findings)
    checkDisks(&findings)
    await checkClock(&findings)
    checkTimeZones(&findings)
    await checkNames(&findings)
    checkAuthorities(&findings)
    await checkProxies(&findings)
    checkPrograms(&findings)
    checkFeeds(&findings)
    checkUnits(&findings)
    return findings
  }

  // MARK: - Program and configuration

  /// The path of this program.
  static var program: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  private func checkProgram(_ findings: inout Findings) {
    guard let path = Doctor.program else { return }
    let version = ProgramVersion.current
    if let reason = PathStatus.replacement(of: path) {
      findings.warn(
        "program", "others can replace \(path): \(reason)",
        remedy: "install it as root: install -m 755 \(path) /usr/bin/ledewatch")
    } else {
      findings.ok("program", "\(path), version \(version)")
    }
  }

  func checkConfiguration(_ findings: inout Findings) {
    for diagnostic in diagnostics.prefix(Doctor.maximumListed) {
      let file = diagnostic.file
      let isMissing = file.hasPrefix("/") && access(file, F_OK) != 0 && errno == ENOENT
      findings.fail(
        "configuration", "\(diagnostic)",
        remedy: isMissing
          ? "make it by “ledewatch add URL” or “ledewatch init”"
          : "correct it, then run “ledewatch check”")
    }
    for warning in configuration.warnings.prefix(Doctor.maximumListed) {
      findings.warn("configuration", "\(warning)", remedy: "correct it, then run “ledewatch check”")
    }
    for file in configuration.files {
      if let reason = PathStatus.replacement(of: file), PathStatus(file) != nil {
        findings.fail(
          "configuration", "others can replace \(file) and so run programs: \(reason)",
          remedy: "make root or your user the owner, and remove the permission (chmod o-w)")
      } else if let status = PathStatus(file), status.isWritableByGroup {
        findings.warn(
          "configuration", "the group of \(file) can change it and so run programs",
          remedy: "chmod g-w \(file)")
      }
    }
    guard findings.isClean("configuration") else { return }
    findings.ok(
      "configuration",
      "\(configuration.files.joined(separator: ", ")): \(counted(configuration.sources.count, "source")), \(counted(configuration.hooks.count, "hook"))"
    )
  }

  /// The maximum number of findings of one kind.
  static let maximumListed = 20
}
