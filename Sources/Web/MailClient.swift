import Basics

/// A client for SMTP.
///
/// Each message has a connection and a thread of its own. libcurl 7.88 blocks while it waits for the
/// reply to a message and to QUIT, even in its multi interface, which would hold up all fetches.
package enum MailClient {
  /// Returns the reply with which the server has accepted a message. If the task is cancelled, the
  /// connection ends immediately, with the stage `.cancelled`.
  package static func send(_ request: MailRequest) async throws(MailError) -> MailReply {
    let session = MailSession(request)
    let result: Result<MailReply, MailError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isStarted = DetachedThread.start { continuation.resume(returning: session.run()) }
        guard !isStarted else { return }
        let error = MailError(stage: .connect, reason: "no thread can be created")
        continuation.resume(returning: .failure(error))
      }
    } onCancel: {
      session.cancel()
    }
    return try result.get()
  }
}
