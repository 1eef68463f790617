import Dispatch

extension SpoolDirectory {
  /// A serial queue: the work shares one disk anyway.
  private static let queue = DispatchQueue(label: "ledewatch.spool")

  /// Runs work that waits for the disk on another thread, so that a slow or hanging disk delays neither
  /// fetches nor hooks.
  package func onDisk<Value: Sendable>(
    _ body: @escaping @Sendable (SpoolDirectory) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      SpoolDirectory.queue.async {
        continuation.resume(with: Result { try body(self) })
      }
    }
  }
}
