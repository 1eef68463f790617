import Foundation
import TestSupport
import Testing

/// Tests of `Packaging/install.sh`, below directories of their own.
@Suite(.enabled(if: BuiltCommand.isThere)) struct InstallScriptTests {
  let scratch = Scratch()
  let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL.path

  @discardableResult
  private func script(_ arguments: [String], prefix: String = "/usr") throws -> Int32 {
    let environment = [
      "DESTDIR": scratch.path, "PREFIX": prefix, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    ]
    return try Program(
      "/bin/sh", [checkout + "/Packaging/install.sh"] + arguments, environment: environment
    ).run().status
  }

  /// Returns the paths of all installed files.
  private func files() -> [String] {
    (FileManager.default.enumerator(atPath: scratch.path)?.compactMap { $0 as? String } ?? [])
      .filter {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: scratch.path($0), isDirectory: &isDirectory)
          && !isDirectory.boolValue
      }
  }

  @Test func `Uninstalling removes all that was installed, except for the configuration`() throws {
    #expect(try script(["install", BuiltCommand.path]) == 0)
    let installed = Set(files())
    for path in [
      "bin/ledewatch", "lib/systemd/system/ledewatch.service", "lib/sysusers.d/ledewatch.conf",
      "lib/tmpfiles.d/ledewatch.conf", "lib/systemd/catalog/ledewatch.catalog",
      "share/bash-completion/completions/ledewatch", "share/doc/ledewatch/examples/hooks/mail",
    ] {
      #expect(installed.contains("usr/" + path))
    }
    #expect(try script(["uninstall"]) == 0)
    #expect(files() == ["etc/ledewatch/ledewatch.yaml"])
  }

  @Test func `Each unit is installed as it is`() throws {
    #expect(try script(["install", BuiltCommand.path]) == 0)
    let units = try FileManager.default.contentsOfDirectory(atPath: checkout + "/systemd")
      .filter { [".service", ".path", ".timer"].contains(where: $0.hasSuffix) }
    #expect(scratch.list("usr/lib/systemd/system") == units.sorted())
    for name in units {
      let text = try String(contentsOfFile: checkout + "/systemd/" + name, encoding: .utf8)
      #expect(scratch.read("usr/lib/systemd/system/" + name) == text, "\(name)")
    }
  }

  @Test func `An installation keeps a configuration, and replaces other files`() throws {
    scratch.write("# mine\n", to: "etc/ledewatch/ledewatch.yaml")
    let unit = "usr/lib/systemd/system/ledewatch.service"
    scratch.write("# old\n", to: unit)
    #expect(try script(["install", BuiltCommand.path]) == 0)
    #expect(scratch.read("etc/ledewatch/ledewatch.yaml") == "# mine\n")
    #expect(scratch.read(unit)?.contains("ExecStart=") == true)
  }

  @Test func `Units of another prefix start the program of that prefix`() throws {
    #expect(try script(["install", BuiltCommand.path], prefix: "/opt/news") == 0)
    let unit = try #require(scratch.read("opt/news/lib/systemd/system/ledewatch.service"))
    #expect(unit.contains("ExecStart=/opt/news/bin/ledewatch run\n"))
    #expect(!unit.contains("/usr/bin/ledewatch"))
  }

  @Test(arguments: ["relative", "/a b", "/a|b", "/a;reboot", ""])
  func `A prefix that units cannot contain is refused`(prefix: String) throws {
    #expect(try script(["install", BuiltCommand.path], prefix: prefix) == 64)
    #expect(files().isEmpty)
  }

  @Test func `The default configuration is valid, and watches nothing`() throws {
    let output = try BuiltCommand.run(
      ["check", "--config", checkout + "/Packaging/ledewatch.yaml"])
    #expect(output.status == 0)
    #expect(output.standardError.contains("no sources are configured"))
  }
}
