import Settings

/// The order of the rounds of `once`. Hosts alternate, and the concurrency limits of the service
/// apply, per host and in total.
struct OnceQueue {
  private struct Host {
    var waiting: ArraySlice<Source> = []
    var runningCount = 0
  }

  private let maximumRounds: Int
  private var hosts: [String: Host] = [:]
  /// The hosts that have a waiting source and a free slot, in turn.
  private var availableHosts: ArraySlice<String> = []
  private var runningCount = 0

  init(_ sources: [Source], concurrency: Int) {
    maximumRounds = RoundScheduler.maximumRounds(concurrency: concurrency)
    for source in sources {
      let name = source.url.queueHost
      if hosts[name] == nil { availableHosts.append(name) }
      hosts[name, default: Host()].waiting.append(source)
    }
  }

  /// Removes and returns the source whose round may start now.
  mutating func next() -> Source? {
    guard runningCount < maximumRounds, let name = availableHosts.popFirst(),
      let source = hosts[name]?.waiting.popFirst()
    else { return nil }
    runningCount += 1
    hosts[name]?.runningCount += 1
    appendIfAvailable(name)
    return source
  }

  /// Frees the slot of a source whose round has ended.
  mutating func finish(_ source: Source) {
    let name = source.url.queueHost
    let wasFull = hosts[name]?.runningCount == HostQueue.maximumRoundsPerHost
    runningCount -= 1
    hosts[name]?.runningCount -= 1
    if wasFull { appendIfAvailable(name) }
  }

  private mutating func appendIfAvailable(_ name: String) {
    guard let host = hosts[name], !host.waiting.isEmpty,
      host.runningCount < HostQueue.maximumRoundsPerHost
    else { return }
    availableHosts.append(name)
  }
}
