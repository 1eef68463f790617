import TestSupport
import Testing

@testable import ledewatch

@Suite struct ConfigurationLockTests {
  private let scratch = Scratch()
  private let text = "spool: /tmp/s\nstate: /tmp/t\nsources: []\n"

  @Test func `A file is not replaced while another program has locked its directory`() throws {
    let path = scratch.write(text, to: "ledewatch.yaml")
    let file = try ConfigurationFile(try ConfigurationOptions.parse(["--config", path]))
    let lock = try ConfigurationLock(directory: scratch.path(""), wait: .zero)
    withExtendedLifetime(lock) {
      let error = #expect(throws: CommandError.self) {
        try file.write(text + "# more\n", wait: .zero)
      }
      #expect(error?.code == .temporaryFailure)
    }
    #expect(scratch.read("ledewatch.yaml") == text)
  }

  @Test func `A directory that cannot be opened is not locked`() throws {
    _ = try ConfigurationLock(directory: scratch.path("missing"), wait: .zero)
  }
}
