import Testing

@testable import Watch

@Suite struct WatcherTests {
  @Test func `whoever prints a watcher does not print its configuration`() {
    #expect("\(FakeWorld().watcher())" == "Watcher")
  }
}
