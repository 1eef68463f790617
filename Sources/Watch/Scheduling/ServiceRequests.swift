import Basics
import Ledger

/// A request to a running service.
enum ServiceRequest: Sendable {
  /// The configuration is to be loaded again.
  case reload
  /// The pauses in the ledger have changed, or one has ended.
  case pauses
}

/// The requests to a running service.
struct ServiceRequests: Sendable {
  let stream: AsyncStream<ServiceRequest>
  private let continuation: AsyncStream<ServiceRequest>.Continuation
  private let clock: any WatchClock

  /// The longest sleep until the end of a pause, because the wall clock may be set meanwhile.
  private static let maximumSleep = Duration.seconds(60)

  /// Forwards requests by a child task. An error of another child cancels that task, which ends the
  /// stream; it would not end a loop over the original streams in the body of the group.
  init(
    _ dependencies: Dependencies, stateDirectory: String,
    in group: inout ThrowingDiscardingTaskGroup<any Error>
  ) {
    let (stream, continuation) = AsyncStream.makeStream(of: ServiceRequest.self)
    (self.stream, self.continuation, clock) = (stream, continuation, dependencies.clock)
    let reloads = dependencies.reloads?.requests
    let pauses = dependencies.pauseChanges(stateDirectory)
    group.addTask {
      await withDiscardingTaskGroup { forwarders in
        forwarders.addTask {
          if let reloads { for await _ in reloads { continuation.yield(.reload) } }
        }
        forwarders.addTask {
          if let pauses { for await _ in pauses { continuation.yield(.pauses) } }
        }
        // Without requests, the stream lasts until the task is cancelled.
        let (idle, idleContinuation) = AsyncStream.makeStream(of: Never.self)
        for await _ in idle {}
        withExtendedLifetime(idleContinuation) {}
      }
      continuation.finish()
    }
  }

  /// Requests an update when the first of some pauses has ended.
  func scheduleEnd(
    of pauses: [String: SourcePause], in group: inout ThrowingDiscardingTaskGroup<any Error>
  ) {
    guard let end = pauses.values.compactMap(\.until).min() else { return }
    group.addTask { [clock, continuation] in
      while clock.timestamp < end {
        let wait = min(end - clock.timestamp, ServiceRequests.maximumSleep)
        do { try await clock.sleep(until: clock.now + wait) } catch { return }
      }
      continuation.yield(.pauses)
    }
  }
}
