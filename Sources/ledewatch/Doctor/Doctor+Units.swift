import Basics
import Foundation

/// The systemd units of the system and of the user.
extension Doctor {
  private static let unitDirectories = [
    "/etc/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
    "/lib/systemd/system",
  ]

  /// The directories of the units of users, in the order of systemd.
  private var userUnitDirectories: [String] {
    let home = environment["HOME"].map { $0 + "/.config" }
    return [environment["XDG_CONFIG_HOME"] ?? home].compactMap { $0.map { $0 + "/systemd/user" } }
      + ["/etc/systemd/user", "/usr/local/lib/systemd/user", "/usr/lib/systemd/user"]
  }

  func checkUnits(_ findings: inout Findings) {
    let program = Doctor.program
    let count =
      checkUnits(in: Doctor.unitDirectories, of: .system, program: program, &findings)
      + checkUnits(in: userUnitDirectories, of: .user, program: program, &findings)
    if count == 0 { findings.ok("units", "no unit of systemd is installed") }
  }

  /// - Parameters:
  ///   - directories: the directories of units, the first one that has a unit counts.
  ///   - program: the path of this program. Units may name its prefix instead of `/usr`.
  /// - Returns: the number of installed units.
  @discardableResult
  func checkUnits(
    in directories: [String], of manager: ShippedUnits, program: String? = nil,
    _ findings: inout Findings
  ) -> Int {
    var installed = 0
    for (name, hash) in manager.hashes.sorted(by: { $0.key < $1.key }) {
      guard let directory = directories.first(where: { PathStatus("\($0)/\(name)") != nil }),
        let text = try? String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
      else { continue }
      installed += 1
      let path = "\(directory)/\(name)"
      let dropIns = directories.flatMap { directory in
        (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(name).d")) ?? []
      }.filter { $0.hasSuffix(".conf") }
      let note = dropIns.isEmpty ? "" : ", with \(dropIns.sorted().joined(separator: ", "))"
      if ShippedUnits.hash(of: ShippedUnits.text(text, installedWith: program)) == hash {
        findings.ok("units", "\(path) is that of this version\(note)")
      } else {
        findings.warn(
          "units", "\(path) differs from that of this version\(note)",
          remedy:
            "move your own settings to a drop-in (\(manager.command) edit \(name)), remove \(path), install the unit again, and run \(manager.command) daemon-reload"
        )
      }
    }
    return installed
  }
}

/// The systemd units of this version for one kind of manager, by the hash of their settings.
struct ShippedUnits {
  let hashes: [String: Int64]
  /// The command that controls the manager.
  let command: String

  static let system = ShippedUnits(
    hashes: [
      "ledewatch-hook@.path": 1_598_859_793_528_852_242,
      "ledewatch-hook@.service": -4_698_387_993_500_934_757,
      "ledewatch-once.service": 1_331_521_187_928_219_183,
      "ledewatch-once.timer": -8_881_422_190_476_257_786,
      "ledewatch.service": -129_199_293_836_421_921,
    ], command: "systemctl")

  static let user = ShippedUnits(
    hashes: ["ledewatch.service": -1_246_640_531_248_199_855], command: "systemctl --user")

  /// Returns the text that a unit has in the source: `Packaging/install.sh` writes the prefix of the program
  /// to the paths of the program and of its documentation.
  static func text(_ unit: String, installedWith program: String?) -> String {
    let (name, documentation) = ("/bin/ledewatch", "/share/doc/ledewatch")
    guard let program, program.hasSuffix(name) else { return unit }
    let prefix = program.dropLast(name.count)
    return unit.replacing(program, with: "/usr" + name)
      .replacing(prefix + documentation, with: "/usr" + documentation)
  }

  /// Returns the hash of a unit's settings. Comments and empty lines do not count.
  static func hash(of unit: String) -> Int64 {
    let lines = unit.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    return StableHash.of(
      lines.filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix(";") }
        .joined(separator: "\n"))
  }
}
