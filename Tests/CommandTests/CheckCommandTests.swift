import Glibc
import Settings
import Testing

@testable import ledewatch

@Suite struct CheckCommandTests {
  @Test func `A reload is checked although only the service can read its credentials`() throws {
    let text = """
      sources: [{name: a, url: "http://a.example/", user: me, password_file: secret}]
      """
    let files = ConfigurationFileSystem(
      read: { (path, _) throws(ConfigurationFileSystem.FileError) in
        if path.hasPrefix("/run/") { throw ConfigurationFileSystem.FileError(errno: EACCES) }
        return Array(text.utf8)
      }, names: { _ in [] }, executionError: { _ in nil })
    let loader = ConfigurationLoader(
      environment: ["HOME": "/home/x", "CREDENTIALS_DIRECTORY": "/run/credentials/x"],
      isService: true, fileSystem: files)
    #expect(throws: ConfigurationError.self) { try loader.load(file: "/c/ledewatch.yaml") }
    let configuration = try loader.acceptingUnreadableCredentials.load(file: "/c/ledewatch.yaml")
    #expect(configuration.sources.count == 1)
  }
}
