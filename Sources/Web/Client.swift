/// An HTTP client. It runs any number of fetches at once, on a thread of its own, and reuses
/// connections.
///
/// A response with any status is a `Response`. No response, or one that is incomplete, damaged or out
/// of bounds, is a `FetchError`. Retries and schedules are up to the caller.
///
/// The client is not an actor, because the additional hop to the actor costs 5 % of a request.
package final class Client: Sendable {
  private let thread: CurlThread

  /// The maximum number of idle connections. If more are opened, few of them would be used again.
  static let maximumConnections = 256

  package convenience init() { self.init(maximumConnections: Client.maximumConnections) }

  /// Creates a client for tests.
  /// - Parameters:
  ///   - maximumConnections: The number of connections after which the idle ones are closed.
  ///   - resolvedNames: Names and their addresses in the form of `CURLOPT_RESOLVE`,
  ///     `host:port:address,address`.
  ///   - usesHTTP2: Whether HTTP/2 is spoken without TLS.
  init(
    maximumConnections: Int = Client.maximumConnections, resolvedNames: [String] = [],
    usesHTTP2: Bool = false
  ) {
    thread = CurlThread(
      maximumConnections: maximumConnections,
      testSettings: EasyHandle.TestSettings(resolvedNames: resolvedNames, usesHTTP2: usesHTTP2))
  }

  deinit { thread.submit(.end) }

  /// Returns the response to a request, after redirects. If the task is cancelled, the fetch ends
  /// immediately with the stage `.cancelled`.
  package func fetch(_ request: Request) async throws(FetchError) -> Response {
    guard !Task.isCancelled else {
      throw FetchError(stage: .cancelled, url: request.url, reason: "cancelled")
    }
    let id = thread.makeID()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        thread.submit(.start(request, id, { continuation.resume(returning: $0) }))
        // A cancellation before the start had no effect.
        if Task.isCancelled { thread.submit(.cancel(id)) }
      }
    } onCancel: { [thread] in
      thread.submit(.cancel(id))
    }
    return try result.get()
  }

  /// Returns when the thread has executed the command; never if the thread hangs.
  package func ping() async {
    await withCheckedContinuation { continuation in
      thread.submit(.call { _ in continuation.resume() })
    }
  }

  /// Closes idle connections that their servers have closed.
  /// - Returns: Whether connections remain.
  package func closeStaleConnections() async -> Bool {
    await withCheckedContinuation { continuation in
      thread.submit(.call { continuation.resume(returning: $0.closeStaleConnections()) })
    }
  }

  /// Replaces the names that are resolved without a look-up, for tests.
  func setResolvedNames(_ names: [String]) { thread.submit(.call { $0.setResolvedNames(names) }) }
}
