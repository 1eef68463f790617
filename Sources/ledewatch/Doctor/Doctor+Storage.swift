import Basics
import Foundation
import Glibc
import Ledger
import Settings
import Spool

/// The state directory, the ledger and the spool.
extension Doctor {
  func checkState(_ findings: inout Findings) {
    let path = configuration.statePath
    guard let status = PathStatus(path) else {
      return checkMissing("state", path, &findings)
    }
    guard status.isDirectory else {
      return findings.fail(
        "state", "\(path) is not a directory", remedy: "move it away, or change “state”")
    }
    guard status.isOwn else {
      return findings.warn(
        "state", "\(path) belongs to the user \(status.owner), so its files were not examined",
        remedy: "run as that user: sudo -u \(status.owner) ledewatch doctor")
    }
    let isParentOfSpool = (configuration.spoolPath + "/").hasPrefix(path + "/")
    // The first run makes the directory private. `once URL` and the demo may have made it for their own.
    let isUsed = PathStatus(configuration.ledgerPath) != nil
    if isUsed, status.status.st_mode & (isParentOfSpool ? 0o066 : 0o077) != 0 {
      findings.warn(
        "state", "other users can access \(path) (mode \(status.mode)), which holds cookies",
        remedy: "chmod \(isParentOfSpool ? "go-rw" : "go-rwx") \(path)")
    }
    if access(path, W_OK) != 0 {
      findings.fail(
        "state", "\(path) cannot be written: \(FileError.reason(errno))",
        remedy: "chmod u+w \(path)")
    }
    guard findings.isClean("state") else { return }
    findings.ok(
      "state", "\(path) is " + (isUsed ? "private and writable" : "writable; the next run uses it"))
  }

  /// Reports a directory that the next run will make, if it can.
  func checkMissing(_ check: String, _ path: String, _ findings: inout Findings) {
    if errno == EACCES {
      return findings.warn(
        check, "\(path) cannot be reached by this user, so it was not examined",
        remedy: "run as the user of the service: sudo -u ledewatch ledewatch doctor")
    }
    guard let parent = PathStatus.nearestParent(of: path) else { return }
    if access(parent.path, W_OK) == 0 {
      findings.ok(check, "\(path) does not exist yet; the next run makes it")
    } else {
      findings.fail(
        check, "\(path) does not exist, and this user cannot make it in \(parent.path)",
        remedy: "as root: install -d -m 750 -o USER -g USER \(path), or change “\(check)”")
    }
  }

  func checkLedger(_ findings: inout Findings) async {
    let path = configuration.ledgerPath
    guard !StateDirectory.isForeign(configuration.statePath) else { return }
    guard let status = PathStatus(path) else {
      return findings.ok("ledger", "there is none yet; the first round makes it")
    }
    if status.status.st_mode & 0o077 != 0 {
      findings.warn(
        "ledger", "other users can access \(path) (mode \(status.mode))",
        remedy: "chmod 600 \(path)*; the next run does so, too")
    }
    do {
      let ledger = try ReadOnlyLedger(path)
      if let known = try await ledger.knownSpoolID(), let id = spoolID, id != known {
        findings.fail(
          "spool", "\(configuration.spoolPath) is not the spool of the ledger",
          remedy: "mount the right file system, or set “spool” to the previous path")
      }
      if let last = try await ledger.lastRound(), last - now > .seconds(120) {
        findings.fail(
          "clock", "the last round is in the future, so the clock was set back",
          remedy: "synchronize the clock (timedatectl set-ntp true)")
      }
    } catch {
      findings.fail(
        "ledger", "it cannot be read: \(error)",
        remedy: "start ledewatch, which repairs a damaged ledger, or restore a backup")
    }
    if findings.isClean("ledger") { findings.ok("ledger", "\(path) is readable and private") }
  }

  /// The id in the spool; nil if there is none.
  private var spoolID: String? {
    (try? String(contentsOfFile: configuration.spoolPath + "/.ledewatch", encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  // MARK: - The spool

  func checkSpool(_ findings: inout Findings) {
    let path = configuration.spoolPath
    guard let status = PathStatus(path) else { return checkMissing("spool", path, &findings) }
    guard status.isDirectory else {
      return findings.fail(
        "spool", "\(path) is not a directory", remedy: "move it away, or change “spool”")
    }
    let areas = ["tmp", "new", "cur"].map { path + "/" + $0 }
    for area in [path] + areas {
      guard let status = PathStatus(area), status.isWritableByAll else { continue }
      findings.fail(
        "spool", "all users can write to \(area) (mode \(status.mode))", remedy: "chmod o-w \(area)"
      )
    }
    if spoolID == nil, let names = try? FileManager.default.contentsOfDirectory(atPath: areas[1]),
      !names.isEmpty
    {
      findings.warn(
        "spool", "\(path) has entries but no id",
        remedy:
          "restore \(path)/.ledewatch from a backup; without it, the next run refuses the spool")
    }
    if let tmp = PathStatus(areas[0]), let new = PathStatus(areas[1]),
      tmp.status.st_dev != new.status.st_dev
    {
      return findings.fail(
        "spool", "tmp/ and new/ are on two file systems, so entries cannot be renamed",
        remedy: "mount one file system at \(path), not below it")
    }
    guard status.isOwn else {
      return findings.warn(
        "spool", "\(path) belongs to the user \(status.owner), so nothing was written to it",
        remedy: "run as that user: sudo -u \(status.owner) ledewatch doctor")
    }
    checkHandover(areas[0], areas[1], &findings)
    if findings.isClean("spool") {
      findings.ok("spool", "\(path): a file was written, synced and renamed from tmp/ to new/")
    }
  }

  /// Does with an empty file what a round does with an entry, and removes it.
  private func checkHandover(_ tmp: String, _ new: String, _ findings: inout Findings) {
    guard PathStatus(tmp) != nil, PathStatus(new) != nil else {
      return findings.ok("spool", "\(configuration.spoolPath) is empty; the next run completes it")
    }
    let name = ".doctor-\(getpid())"
    let (source, target) = ("\(tmp)/\(name)", "\(new)/\(name)")
    defer {
      unlink(source)
      unlink(target)
    }
    let steps: [(String, () -> Bool)] = [
      ("write to \(tmp)", { Doctor.writeProbe(source) }), ("sync \(tmp)", { Doctor.sync(tmp) }),
      ("rename from \(tmp) to \(new)", { rename(source, target) == 0 }),
      ("sync \(new)", { Doctor.sync(new) }),
    ]
    for (step, body) in steps where !body() {
      return findings.fail(
        "spool", "cannot \(step): \(FileError.reason(errno))",
        remedy: Doctor.remedy(for: errno, at: configuration.spoolPath))
    }
  }

  private static func writeProbe(_ path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return write(descriptor, "x", 1) == 1 && fsync(descriptor) == 0
  }

  private static func sync(_ directory: String) -> Bool {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }

  static func remedy(for code: Int32, at path: String) -> String {
    switch code {
    case ENOSPC, EDQUOT: "free space on the file system of \(path)"
    case EROFS: "mount the file system of \(path) read-write"
    case EACCES, EPERM: "give your user the permission to write to \(path)"
    default: "examine the file system of \(path) (dmesg)"
    }
  }
}
