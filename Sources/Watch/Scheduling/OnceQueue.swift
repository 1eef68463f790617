import Settings

/// Whose round of `once` comes next: hosts take runner, and no more rounds run at once than in the
/// service, of one host or in all.
struct OnceQueue {
  private struct Host {
    var waiting: ArraySlice<Source> = []
    var working = 0
  }

  private let most: Int
  private var hosts: [String: Host] = [:]
  /// Those with a source that waits and room for it.
  private var open: ArraySlice<String> = []
  private var working = 0

  init(_ sources: [Source], concurrency: Int) {
    most = RoundScheduler.mostRounds(concurrency: concurrency)
    for source in sources {
      let name = source.url.queueHost
      if hosts[name] == nil { open.append(name) }
      hosts[name, default: Host()].waiting.append(source)
    }
  }

  /// The source whose round may begin now.
  mutating func next() -> Source? {
    guard working < most, let name = open.popFirst(),
      let source = hosts[name]?.waiting.popFirst()
    else { return nil }
    working += 1
    hosts[name]?.working += 1
    reopen(name)
    return source
  }

  /// Its round has ended.
  mutating func leave(_ source: Source) {
    let name = source.url.queueHost
    let wasFull = hosts[name]?.working == RoundScheduler.mostOfHost
    working -= 1
    hosts[name]?.working -= 1
    if wasFull { reopen(name) }
  }

  private mutating func reopen(_ name: String) {
    guard let host = hosts[name], !host.waiting.isEmpty, host.working < RoundScheduler.mostOfHost
    else {
      return
    }
    open.append(name)
  }
}
