import Basics
import Foundation
import Glibc
import Settings

/// The programs that the configuration names, and the systemd units.
extension Doctor {
  func checkPrograms(_ findings: inout Findings) {
    var programs: [String: String] = [:]
    for hook in configuration.hooks {
      guard let program = hook.target.program else { continue }
      programs[program.argv.first ?? ""] = "hook \(hook.name)"
    }
    for source in configuration.sources {
      guard let program = source.request.fetchCommand?.argv.first else { continue }
      programs[program] = "fetch program of \(source.name)"
    }
    for (program, user) in programs.sorted(by: { $0.key < $1.key }) {
      check(program, of: user, &findings)
    }
  }

  private func check(_ program: String, of user: String, _ findings: inout Findings) {
    guard let path = resolved(program) else {
      return findings.fail(
        "programs", "\(user): \(program) is not found or not executable",
        remedy: "correct the path, install the program, or run chmod +x")
    }
    if let interpreter = Doctor.interpreter(of: path), access(interpreter, X_OK) != 0 {
      return findings.fail(
        "programs", "\(user): \(path) needs \(interpreter), which cannot be run",
        remedy: "install \(interpreter), or correct the first line of \(path)")
    }
    if let reason = PathStatus.replacement(of: path) {
      findings.warn(
        "programs", "\(user): others can replace \(path): \(reason)",
        remedy: "make root or your user the owner, and remove the permission (chmod o-w)")
    } else {
      findings.ok("programs", "\(user): \(path) can be run")
    }
  }

  /// Returns the path of an executable file; nil if there is none.
  private func resolved(_ program: String) -> String? {
    let directories =
      program.contains("/")
      ? [""]
      : (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        .map { $0 + "/" }
    return directories.map { $0 + program }
      .first { PathStatus($0)?.isFile == true && access($0, X_OK) == 0 }
  }

  /// Returns the interpreter that the first line of a script names; nil if it is no script.
  static func interpreter(of path: String) -> String? {
    guard let file = try? FileHandle(forReadingFrom: URL(filePath: path)),
      let head = try? file.read(upToCount: 256), head.starts(with: Array("#!".utf8))
    else { return nil }
    let line = String(decoding: head.dropFirst(2), as: UTF8.self).prefix { $0 != "\n" }
    return line.split(whereSeparator: \.isWhitespace).first.map(String.init)
  }

  // MARK: - Units

  private static let unitDirectories = [
    "/etc/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
    "/lib/systemd/system",
  ]

  func checkUnits(_ findings: inout Findings) { checkUnits(in: Doctor.unitDirectories, &findings) }

  /// - Parameter directories: the directories of units, the first one that has a unit counts.
  func checkUnits(in directories: [String], _ findings: inout Findings) {
    var installed = 0
    for (name, hash) in ShippedUnits.hashes.sorted(by: { $0.key < $1.key }) {
      guard let directory = directories.first(where: { PathStatus("\($0)/\(name)") != nil }),
        let text = try? String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
      else { continue }
      installed += 1
      let path = "\(directory)/\(name)"
      let dropIns = directories.flatMap { directory in
        (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(name).d")) ?? []
      }.filter { $0.hasSuffix(".conf") }
      let note = dropIns.isEmpty ? "" : ", with \(dropIns.sorted().joined(separator: ", "))"
      if ShippedUnits.hash(of: text) == hash {
        findings.ok("units", "\(path) is that of this version\(note)")
      } else {
        findings.warn(
          "units", "\(path) differs from that of this version\(note)",
          remedy:
            "move your own settings to a drop-in (systemctl edit \(name)), install the unit again, and run systemctl daemon-reload"
        )
      }
    }
    if installed == 0 { findings.ok("units", "no unit of systemd is installed") }
  }
}

/// The systemd units of this version, by the hash of their settings.
enum ShippedUnits {
  static let hashes: [String: Int64] = [
    "ledewatch-hook@.path": 1_598_859_793_528_852_242,
    "ledewatch-hook@.service": 8_722_091_640_081_494_829,
    "ledewatch-once.service": 1_331_521_187_928_219_183,
    "ledewatch-once.timer": -8_881_422_190_476_257_786,
    "ledewatch.service": -129_199_293_836_421_921,
  ]

  /// Returns the hash of a unit's settings. Comments and empty lines do not count.
  static func hash(of unit: String) -> Int64 {
    let lines = unit.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    return StableHash.of(
      lines.filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix(";") }
        .joined(separator: "\n"))
  }
}
