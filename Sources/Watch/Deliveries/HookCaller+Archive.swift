import Notifications
import Settings
import Web

/// Web archives, and stores of objects.
extension HookCaller {
  /// Submits the address of an article to a web archive.
  func submit(_ event: Event, to archive: WebArchive, timeout: Duration) async -> HookOutcome {
    guard let submission = ArchiveRequest(archive, event) else {
      return HookOutcome(ending: .skipped("an archive cannot reach the address of the article"))
    }
    do {
      // The archive limits its clients, whatever their hooks.
      try await pacer.wait(for: archive.url.string, pace: submission.pace, clock: clock)
    } catch {
      return HookOutcome(ending: .cancelled)
    }
    let request = request(submission.url, submission.fields, submission.body, timeout: timeout)
    var (location, body): (String?, [UInt8]) = (nil, [])
    var outcome = await send(request) { response in
      location = response.headers.first { $0.name == "location" }?.value
      body = response.body
    }
    guard case .answered(let status) = outcome.ending,
      outcome.isDelivered || [301, 302, 303, 307, 308].contains(status)
    else { return outcome }
    if let refusal = submission.refusal(status: status, location: location, body) {
      outcome.ending = .failed(refusal.reason)
      outcome.isTemporaryRefusal = refusal.isTemporary
    } else {
      outcome.ending = .archived(status)
    }
    outcome.output = ""
    return outcome
  }

  /// Puts the files of an entry into a store.
  func put(
    _ record: [UInt8], _ environment: HookEnvironment, in store: ObjectStore, _ hook: Hook
  ) async -> HookOutcome {
    await objects.put(record, environment, in: store, hook: hook.name) { object in
      var request = request(object.url, object.fields, object.body, timeout: hook.timeout)
      request.header.fields = object.fields
      request.isPut = true
      request.header.credentials = Credentials(user: store.keyID, password: store.secret)
      request.signature = RequestSignature(region: store.region, service: "s3")
      request.connection.certificateAuthorities = store.certificateAuthorities
      var refusal: String?
      var outcome = await send(request) { refusal = ObjectRequest.refusal($0.body) }
      if !outcome.isDelivered, let refusal { outcome.output = refusal }
      return outcome
    }
  }
}
