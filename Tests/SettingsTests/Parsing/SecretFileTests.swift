import Testing

@testable import Settings

/// Tests of the permissions of files with secrets.
@Suite struct SecretFileTests {
  private func warnings(
    _ text: String, mode: UInt32, environment: [String: String] = ["HOME": "/h"]
  ) throws -> [String] {
    try load(
      text, files: ["/c/secret": "s", "/credentials/secret": "s"], environment: environment,
      permissions: [
        "/c/secret": mode, "/credentials/secret": mode, "/c/ledewatch.yaml": mode,
      ]
    ).warnings.map { withoutMainFile("\($0)") }.filter { $0.contains("secret") }
  }

  private static func source(_ settings: String) -> String {
    "sources: [{name: a, url: http://a.example, \(settings)}]"
  }

  static let settings = [
    source("user: ann, password_file: secret"),
    source("proxy: http://p.example, proxy_user: ann, proxy_password_file: secret"),
    source("header_files: {X-Key: secret}"),
    source("") + "\nhooks: [{name: h, run: [/bin/true], secret_files: {TOKEN: secret}}]",
    source("") + "\ndefaults: {user: ann, password_file: secret}",
  ]

  @Test(arguments: settings)
  func `A secret that others may read is a warning that names file, mode and remedy`(text: String)
    throws
  {
    for mode: UInt32 in [0o644, 0o640, 0o604, 0o444, 0o744, 0o4755] {
      let found = try warnings(text, mode: mode)
      let octal = (mode < 0o1000 ? "0" : "") + String(mode, radix: 8)
      #expect(found.count == 1)
      #expect(
        found.first?.hasSuffix(
          "the secret in /c/secret is readable by others (mode \(octal)); run “chmod 600 /c/secret”"
        )
          == true, "\(found)")
    }
  }

  @Test(arguments: settings)
  func `A secret that only its owner may read is no warning`(text: String) throws {
    for mode: UInt32 in [0o600, 0o400, 0o700, 0o620] {
      #expect(try warnings(text, mode: mode).isEmpty)
    }
  }

  @Test(arguments: settings)
  func `A credential of systemd is no warning, because its directory protects it`(text: String)
    throws
  {
    let environment = ["HOME": "/h", "CREDENTIALS_DIRECTORY": "/credentials"]
    #expect(try warnings(text, mode: 0o440, environment: environment).isEmpty)
  }

  @Test func `A password in the address of a proxy makes a secret of the configuration`() throws {
    let text = SecretFileTests.source("proxy: \"http://ann:tides@p.example\"")
    #expect(try warnings(text, mode: 0o600).isEmpty)
    #expect(try warnings(text, mode: 0o644).count == 1)
    #expect(
      try warnings(SecretFileTests.source("proxy: http://p.example"), mode: 0o644).isEmpty)
  }

  @Test func `A warning about the defaults occurs once`() throws {
    let text = """
      defaults: {user: ann, password_file: secret}
      sources: [{name: a, url: http://a.example}, {name: b, url: http://b.example}]
      """
    #expect(try warnings(text, mode: 0o644).count == 1)
  }
}
