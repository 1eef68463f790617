import Foundation
import Glibc
import Settings

/// The programs that the configuration names.
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
}
