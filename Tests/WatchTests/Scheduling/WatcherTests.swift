import Testing

@testable import Watch

@Suite struct WatcherTests {
  @Test func `The description of a watcher does not contain its configuration`() {
    #expect("\(FakeWorld().watcher())" == "Watcher")
  }
}
