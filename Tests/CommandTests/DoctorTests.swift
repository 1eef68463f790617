import Basics
import Foundation
import Settings
import TestSupport
import Testing
import WebURL

import struct Settings.Configuration

@testable import ledewatch

@Suite struct DoctorTests {
  private let scratch = Scratch()

  private func doctor(
    _ change: (inout Configuration) -> Void = { _ in }, diagnostics: [ConfigurationDiagnostic] = []
  ) -> Doctor {
    var configuration = Configuration(
      spoolPath: scratch.path("spool"), statePath: scratch.path("state"))
    change(&configuration)
    return Doctor(
      configuration: configuration, diagnostics: diagnostics,
      environment: ["PATH": "/usr/bin:/bin"],
      now: Timestamp(secondsSinceEpoch: 1_773_483_300))
  }

  private func findings(_ check: (inout Findings) -> Void) -> [Finding] {
    var findings = Findings()
    check(&findings)
    return findings.all
  }

  private func makeDirectory(_ name: String, mode: Int) throws {
    try FileManager.default.createDirectory(
      atPath: scratch.path(name), withIntermediateDirectories: true)
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: scratch.path(name))
  }

  @Test func `Directories that do not exist yet are no problem`() {
    let doctor = doctor()
    let all = findings {
      doctor.checkState(&$0)
      doctor.checkSpool(&$0)
    }
    #expect(all.map(\.level) == [.ok, .ok])
    #expect(!FileManager.default.fileExists(atPath: scratch.path("state")))
  }

  @Test func `A state directory that others can read is a warning with its remedy`() throws {
    try makeDirectory("state", mode: 0o755)
    scratch.write("", to: "state/ledger.sqlite")
    let all = findings { doctor().checkState(&$0) }
    #expect(all.map(\.level) == [.warning])
    #expect(all[0].remedy == "chmod go-rwx \(scratch.path("state"))")
  }

  @Test func `A state directory that no run has used yet is no problem`() throws {
    try makeDirectory("state/once", mode: 0o700)
    try makeDirectory("state", mode: 0o755)
    let all = findings { doctor().checkState(&$0) }
    #expect(all.map(\.level) == [.ok])
  }

  @Test func `A configuration that does not exist is made, and a faulty one corrected`() {
    for (file, remedy) in [("none.yaml", "ledewatch add URL"), ("faulty.yaml", "correct it")] {
      let path = scratch.path(file)
      if file == "faulty.yaml" { scratch.write("sources: x", to: file) }
      let doctor = doctor(diagnostics: [ConfigurationDiagnostic(file: path, message: "is faulty")])
      let all = findings { doctor.checkConfiguration(&$0) }
      #expect(all.first?.remedy?.contains(remedy) == true)
    }
  }

  @Test func `Directories of feeds are tried with a file that is removed`() throws {
    let doctor = doctor {
      $0.hooks = ["feeds", "next", "none/feeds"].map {
        Hook(name: "h", target: .feed(FeedSettings(directory: scratch.path($0))))
      }
    }
    try makeDirectory("feeds", mode: 0o755)
    let all = findings { doctor.checkFeeds(&$0) }
    #expect(all.map(\.level) == [.ok, .ok, .error])
    #expect(all[0].message == "\(scratch.path("feeds")): a file was written and removed")
    #expect(all[1].message.hasSuffix("does not exist yet; the next run makes it"))
    #expect(scratch.list("feeds") == [])
    scratch.write("", to: "file")
    let broken = self.doctor {
      $0.hooks = [Hook(name: "h", target: .feed(FeedSettings(directory: scratch.path("file"))))]
    }
    #expect(findings { broken.checkFeeds(&$0) }.map(\.level) == [.error])
  }

  @Test func `The spool is tried with a file that is removed`() throws {
    try makeDirectory("spool", mode: 0o750)
    for name in ["tmp", "new", "cur"] { try makeDirectory("spool/" + name, mode: 0o700) }
    let all = findings { doctor().checkSpool(&$0) }
    #expect(all.map(\.level) == [.ok])
    #expect(all[0].message.hasSuffix("renamed from tmp/ to new/"))
    #expect(scratch.list("spool/tmp").isEmpty && scratch.list("spool/new").isEmpty)
  }

  @Test func `A spool that everybody can write to is an error`() throws {
    for name in ["spool", "spool/tmp", "spool/cur"] { try makeDirectory(name, mode: 0o700) }
    try makeDirectory("spool/new", mode: 0o777)
    let all = findings { doctor().checkSpool(&$0) }
    #expect(all.map(\.level) == [.error])
    #expect(all[0].message.contains("new (mode 0777)"))
  }

  @Test func `Programs that cannot run and scripts without interpreter are errors`() throws {
    let script = scratch.write("#!/nonexistent/python -u\n", to: "hook", mode: 0o755)
    let doctor = doctor {
      $0.hooks = [Hook(name: "mail", argv: [script]), Hook(name: "gone", argv: ["/no/such"])]
      $0.sources = [Source(name: "gazette", url: "https://a.example/")]
      $0.sources[0].request.fetchCommand = ["true", "{url}"]
    }
    let all = findings { doctor.checkPrograms(&$0) }
    #expect(all.filter { $0.level == .error }.count == 2)
    #expect(all.contains { $0.message.contains("needs /nonexistent/python") })
    #expect(all.contains { $0.level == .ok && $0.message.contains("fetch program of gazette") })
  }

  @Test func `An installed unit with other settings is a warning, with other comments is not`()
    throws
  {
    let unit = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../systemd/ledewatch.service").standardizedFileURL
    let text = try String(contentsOf: unit, encoding: .utf8)
    scratch.write("# A comment\n\n" + text, to: "a/ledewatch.service")
    scratch.write("[Service]\nMemoryMax=2G\n", to: "a/ledewatch.service.d/memory.conf")
    scratch.write(text + "\n[Service]\nUser=root\n", to: "b/ledewatch.service")
    let own = findings { doctor().checkUnits(in: [scratch.path("a")], of: .system, &$0) }
    #expect(own.map(\.level) == [.ok])
    #expect(own[0].message.hasSuffix("with memory.conf"))
    let changed = findings { doctor().checkUnits(in: [scratch.path("b")], of: .system, &$0) }
    #expect(changed.map(\.level) == [.warning])
  }

  @Test(arguments: [
    ("/opt/news/bin/ledewatch", FindingLevel.ok), ("/usr/bin/ledewatch", .warning),
    ("/opt/news/bin/other", .warning),
  ])
  func `A unit may name the prefix of the program, and no other one`(
    program: String, level: FindingLevel
  ) throws {
    let text = try DoctorTests.shippedUnit("ledewatch.service")
      .replacing("/usr/bin/ledewatch", with: "/opt/news/bin/ledewatch")
      .replacing("/usr/share/doc/ledewatch", with: "/opt/news/share/doc/ledewatch")
    scratch.write(text, to: "ledewatch.service")
    let found = findings {
      doctor().checkUnits(in: [scratch.path], of: .system, program: program, &$0)
    }
    #expect(found.map(\.level) == [level])
  }

  private static func shippedUnit(_ path: String) throws -> String {
    let unit = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../systemd/\(path)").standardizedFileURL
    return try String(contentsOf: unit, encoding: .utf8)
  }

  @Test(arguments: [(ShippedUnits.system, ""), (.user, "user/")] as [(ShippedUnits, String)])
  func `The hash of each shipped unit is that of its file`(
    units: ShippedUnits, directory: String
  ) throws {
    for (name, known) in units.hashes {
      let hash = ShippedUnits.hash(of: try DoctorTests.shippedUnit(directory + name))
      #expect(known == hash, "write \"\(name)\": \(hash) into ShippedUnits")
    }
  }

  @Test func `The unit of the user is compared to the shipped one`() throws {
    var doctor = doctor()
    doctor.environment = ["HOME": scratch.path("home")]
    let path = "home/.config/systemd/user/ledewatch.service"
    let text = try DoctorTests.shippedUnit("user/ledewatch.service")
    scratch.write(text, to: path)
    func found() -> [Finding] {
      findings { doctor.checkUnits(&$0) }.filter { $0.message.contains(scratch.path(path)) }
    }
    #expect(found().map(\.level) == [.ok])
    scratch.write(text + "\n[Service]\nMemoryMax=2G\n", to: path)
    #expect(found().map(\.level) == [.warning])
    #expect(found().first?.remedy?.contains("systemctl --user edit ledewatch.service") == true)
    // A system unit under the name of the user's is another unit.
    scratch.write(try DoctorTests.shippedUnit("ledewatch.service"), to: path)
    #expect(found().map(\.level) == [.warning])
  }

  @Test func `A wrong clock is an error`() async {
    var doctor = doctor()
    doctor.now = 0
    var findings = Findings()
    await doctor.checkClock(&findings)
    #expect(findings.worst == .error)
  }

  @Test func `Errors of the configuration are findings`() async {
    let doctor = doctor(diagnostics: [.init(file: "x.yaml", message: "no such key")])
    let findings = await doctor.examine()
    #expect(findings.all.contains { $0.check == "configuration" && $0.level == .error })
    #expect(findings.worst == .error)
  }

  @Test func `The type of a file system is that of the nearest mount`() {
    let table = MountTable(
      """
      22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
      23 22 0:20 / /srv/my\\040data rw shared:2 - nfs4 server:/x rw
      24 22 0:21 / /run rw - tmpfs tmpfs rw
      """)
    #expect(table.type(of: "/srv/my data/spool") == "nfs4")
    #expect(table.type(of: "/var/x") == "ext4")
    #expect(MountTable("").type(of: "/") == nil)
  }

  @Test func `The address of a proxy has no user`() throws {
    let proxy = try #require(Doctor.address(ofProxy: "socks5h://u:p@proxy.example:1080"))
    #expect(proxy == ("proxy.example|1080", 1080))
    #expect(try #require(Doctor.address(ofProxy: "http://[::1]:3128/")) == ("::1|3128", 3128))
  }
}
