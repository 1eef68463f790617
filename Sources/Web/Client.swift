/// Fetches pages: any number at once, on one thread of its own, over connections kept from fetch
/// to fetch.
///
/// Any answer of a server is a `Reply`, whatever its status; no answer, or one that is cut short,
/// damaged or out of bounds, is a `FetchError`. Retries and schedules are the caller's.
///
/// No actor: an actor would have each fetch hop to the thread and back once more, which costs a
/// twentieth of a request.
package final class Client: Sendable {
  private let thread: CurlThread

  /// How many connections are kept open between fetches, at most. Where more are opened, few of
  /// those kept would be used again.
  static let connections = 256

  package convenience init() { self.init(connections: Client.connections) }

  /// For tests.
  /// - Parameters:
  ///   - connections: after how many those kept are closed and others take over.
  ///   - fixedNames: look-ups and their answers as `CURLOPT_RESOLVE` has them,
  ///     `host:port:address,address`.
  ///   - speaksHTTP2: from the first byte, without TLS.
  init(
    connections: Int = Client.connections, fixedNames: [String] = [],
    speaksHTTP2: Bool = false
  ) {
    thread = CurlThread(
      connections: connections,
      world: Handle.World(fixedNames: fixedNames, speaksHTTP2: speaksHTTP2))
  }

  deinit { thread.end() }

  /// The answer to a GET of the address, redirects followed. Ends at once, with stage
  /// `.cancelled`, when the task is cancelled.
  package func fetch(_ request: Request) async throws(FetchError) -> Reply {
    guard !Task.isCancelled else {
      throw FetchError(stage: .cancelled, url: request.url, reason: "cancelled")
    }
    let id = thread.newID()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        thread.order(.start(request, id, { continuation.resume(returning: $0) }))
        // Whoever cancelled before that was too early.
        if Task.isCancelled { thread.order(.cancel(id)) }
      }
    } onCancel: { [thread] in
      thread.order(.cancel(id))
    }
    return try result.get()
  }

  /// Returns when the thread has come round to it: where the thread hangs, never.
  package func turn() async {
    await withCheckedContinuation { continuation in
      thread.order(.call { _ in continuation.resume() })
    }
  }

  /// Gives up connections that their servers have closed.
  /// - Returns: Whether others are kept, to be looked at again.
  package func tidy() async -> Bool {
    await withCheckedContinuation { continuation in
      thread.order(.call { continuation.resume(returning: $0.closeLost()) })
    }
  }

  /// For tests: other answers to the look-ups to come.
  func rename(_ names: [String]) { thread.order(.call { $0.rename(names) }) }
}
