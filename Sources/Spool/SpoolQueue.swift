import Dispatch

extension SpoolDirectory {
  /// One after the other: what is synced shares a disk anyway.
  private static let queue = DispatchQueue(label: "ledewatch.spool")

  /// Does what waits for the disk on a thread of its own, so that a slow disk, or one that hangs,
  /// holds up neither other sources' fetches nor hooks.
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
