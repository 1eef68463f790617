import Basics
import Dates
import Foundation
import Glibc
import Settings

/// The disks, the clock and the time zones of the machine.
extension Doctor {
  /// Free space below which entries can soon not be written.
  private static let (lowSpace, leastSpace): (UInt64, UInt64) = (200 << 20, 20 << 20)

  func checkDisks(_ findings: inout Findings) {
    var seen: Set<UInt> = []
    for (name, path) in [("state", configuration.statePath), ("spool", configuration.spoolPath)] {
      guard let status = PathStatus(path) ?? PathStatus.nearestParent(of: path) else { continue }
      checkFileSystem(name, status.path, &findings)
      guard seen.insert(UInt(status.status.st_dev)).inserted else { continue }
      checkSpace(status.path, &findings)
    }
  }

  private func checkSpace(_ path: String, _ findings: inout Findings) {
    var space = statvfs()
    guard statvfs(path, &space) == 0 else { return }
    let free = UInt64(space.f_bavail) * UInt64(space.f_frsize)
    let text = "\(free >> 20) MB are free at \(path)"
    let remedy = "free space there; entries that consumers have taken may be deleted from cur/"
    if space.f_flag & UInt(ST_RDONLY) != 0 {
      findings.fail("disk", "\(path) is mounted read-only", remedy: "mount it read-write")
    } else if free < Doctor.leastSpace {
      findings.fail("disk", "only \(text)", remedy: remedy)
    } else if free < Doctor.lowSpace {
      findings.warn("disk", "only \(text)", remedy: remedy)
    } else {
      findings.ok("disk", text)
    }
    // Some file systems have no fixed number of inodes and report 0.
    guard space.f_files > 0, space.f_favail < max(1000, space.f_files / 100) else { return }
    findings.warn(
      "disk", "only \(space.f_favail) inodes are free at \(path)",
      remedy: "delete small files there; each entry needs at least three")
  }

  private func checkFileSystem(_ name: String, _ path: String, _ findings: inout Findings) {
    guard let type = MountTable.current.type(of: path) else { return }
    switch type {
    case "nfs", "nfs4", "cifs", "smb3", "9p", "afs", "ceph":
      findings.warn(
        "disk",
        "\(path) (\(name)) is on a network file system (\(type)), where locks and syncs may be lost",
        remedy: "set “\(name)” to a local disk")
    case "tmpfs", "ramfs":
      findings.warn(
        "disk", "\(path) (\(name)) is in memory (\(type)) and empty after a restart of the machine",
        remedy: "set “\(name)” to a disk")
    default: break
    }
  }

  // MARK: - Clock

  /// The time of this version; a clock before it is wrong.
  private static let earliestTime = Timestamp(secondsSinceEpoch: 1_767_225_600)
  private static let latestTime = Timestamp(secondsSinceEpoch: 4_102_444_800)

  func checkClock(_ findings: inout Findings) async {
    let text = RFC3339.string(from: now)
    if now < Doctor.earliestTime || now > Doctor.latestTime {
      findings.fail(
        "clock", "the clock is wrong: \(text)",
        remedy: "set it: timedatectl set-time … or set-ntp true")
    } else if KernelClock.isSynchronized == false,
      !FileManager.default.fileExists(atPath: "/run/systemd/timesync/synchronized")
    {
      findings.warn(
        "clock", "no time server has synchronized the clock (\(text))",
        remedy:
          "timedatectl set-ntp true, or install chrony; a virtual machine may rely on its host")
    } else if findings.isClean("clock") {
      findings.ok("clock", "\(text), synchronized")
    }
  }

  func checkTimeZones(_ findings: inout Findings) {
    let database = "/usr/share/zoneinfo"
    guard TimeZone(identifier: "Europe/Berlin") != nil, TimeZone(identifier: "Asia/Seoul") != nil,
      PathStatus(database) != nil
    else {
      return findings.fail(
        "time zones", "there is no time zone data in \(database)",
        remedy: "apt-get install tzdata")
    }
    let head = (try? FileHandle(forReadingFrom: URL(filePath: database + "/tzdata.zi")))
      .flatMap { try? $0.read(upToCount: 64) }.map { String(decoding: $0, as: UTF8.self) }
    let version = head?.split(separator: "\n").first?.split(separator: " ").last.map(String.init)
    let year = version.flatMap { Int($0.prefix(4)) }
    let current = Int(RFC3339.string(from: now).prefix(4)) ?? 0
    if let version, let year, year < current - 2 {
      findings.warn(
        "time zones", "the time zone data is old (\(version)); some zones have changed since",
        remedy: "apt-get install --only-upgrade tzdata")
    } else {
      findings.ok(
        "time zones",
        "data \(version ?? "of unknown version"), local zone \(TimeZone.current.identifier)")
    }
  }
}
