import News
import Settings
import TestSupport
import Testing
import WebURL

@testable import Watch

@Suite struct OnceQueueTests {
  private func sources(_ count: Int, hosts: Int) -> [Source] {
    (0..<count).map { Source(name: "s\($0)", url: WebURL("http://h\($0 % hosts).example/\($0)")) }
  }

  private func startable(_ queue: inout OnceQueue) -> [Source] {
    var started: [Source] = []
    while let source = queue.next() { started.append(source) }
    return started
  }

  @Test func `Hosts alternate, and none exceeds its maximum of rounds`() {
    let all = sources(40, hosts: 1) + sources(6, hosts: 3).dropFirst()
    var queue = OnceQueue(Array(all), concurrency: 1)
    let first = startable(&queue)
    #expect(first.prefix(3).map(\.url.host) == ["h0.example", "h1.example", "h2.example"])
    #expect(first.count { $0.url.host == "h0.example" } == HostQueue.maximumRoundsPerHost)
    #expect(queue.next() == nil)
    queue.finish(first[0])
    #expect(startable(&queue).map(\.url.host) == ["h0.example"])
  }

  @Test func `All sources run, within the concurrency of the service`() {
    let all = sources(3000, hosts: 700)
    var queue = OnceQueue(all, concurrency: 100)
    var working = startable(&queue)
    var names = Set(working.map(\.name))
    #expect(working.count == 400)
    while let source = working.popLast() {
      queue.finish(source)
      let more = startable(&queue)
      #expect(names.isDisjoint(with: more.map(\.name)) && working.count + more.count <= 400)
      names.formUnion(more.map(\.name))
      working += more
    }
    #expect(names.count == 3000)
  }
}
