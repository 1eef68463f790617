import Basics
import Ledger
import Logging
import Settings
import Spool
import Web
import WebURL

/// The pings of a dead man's switch, such as healthchecks.io: the URL with `/start` at the beginning of a
/// run, the URL itself at success, and with `/fail` at failure, each with the id of the run. A ping that
/// fails is logged once, and never affects the run.
actor Pinger {
  private let url: WebURL
  private let runID: String
  private let dependencies: Dependencies
  private var isFailing = false
  /// The ping of the start, which is sent while the run begins.
  private var start: Task<Void, Never>?

  private static let timeout = Duration.seconds(10)
  private static let maximumAnswerBytes = 16 << 10
  private static let maximumReasonLength = 1000

  /// Returns nil if no ping is configured.
  init?(_ configuration: Configuration, _ dependencies: Dependencies) {
    guard let url = configuration.ping.url else { return nil }
    self.url = url
    self.dependencies = dependencies
    runID = Pinger.uuid(dependencies.random)
  }

  /// Tells that a run begins, without waiting for the answer.
  func begin() {
    start = Task { await self.send("/start") }
  }

  /// Tells that a run has succeeded, or that a service works.
  func succeed() async {
    await start?.value
    await send("")
  }

  /// Tells that a run has failed, or that a service does not work.
  func fail(_ reason: String) async {
    await start?.value
    await send("/fail", body: reason)
  }

  private func send(_ suffix: String, body: String? = nil) async {
    do {
      let response = try await dependencies.fetch(request(suffix, body: body))
      guard (200..<300).contains(response.status) else {
        return note(failure: "HTTP \(response.status)")
      }
      isFailing = false
    } catch let error as FetchError {
      if error.stage != .cancelled { note(failure: "\(error.stage.rawValue): \(error.reason)") }
    } catch {
      note(failure: "\(error)")
    }
  }

  private func note(failure reason: String) {
    dependencies.log.log(
      level: isFailing ? .debug : .warning, "the ping failed",
      // The path of the URL is the key to the check.
      metadata: [
        LogKind.metadataKey: .kind(.pingFailed), "stage": "ping", "host": "\(url.host)",
        "reason": "\(reason)",
      ])
    isFailing = true
  }

  private func request(_ suffix: String, body: String?) throws -> Request {
    var path = url.path
    if path.hasSuffix("/") { path.removeLast() }
    let query = (url.query.map { $0.isEmpty ? "" : "\($0)&" } ?? "") + "rid=\(runID)"
    guard let address = WebURL("\(url.schemeAndAuthority)\(path)\(suffix)?\(query)") else {
      throw RoundError(.fetch, url.host, "the URL of the ping is invalid")
    }
    var request = Request(address)
    // The configuration names this host, which may be on this machine or in its network.
    request.addressPolicy.namedOrigins.append(NamedOrigin(url))
    request.bounds.maximumDuration = Pinger.timeout
    request.bounds.maximumConnectDuration = Pinger.timeout
    request.bounds.maximumBodySize = Pinger.maximumAnswerBytes
    request.truncatesBody = true
    request.hasSecretPath = true
    if let body {
      let text = body.strippingControlCharacters(keeping: "\n\t")
      request.header.fields = [("Content-Type", "text/plain; charset=utf-8")]
      request.body = Array(text.prefix(Pinger.maximumReasonLength).utf8)
    }
    return request
  }

  /// Returns a random UUID (RFC 9562, version 4).
  private static func uuid(_ random: () -> UInt64) -> String {
    let high = random() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = random() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    func digits(_ value: UInt64) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    let all = digits(high) + digits(low)
    var parts: [Substring] = []
    var rest = all[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }
}

// MARK: - Runs

extension Pinger {
  /// Tells how a run of `once` ends. A run in which some sources failed has done its work: the health of
  /// sources is reported otherwise.
  func finish(_ report: OnceReport) async {
    if let error = report.error { return await fail("\(error)") }
    guard report.sources > 0, report.failures.count == report.sources else {
      return await succeed()
    }
    await fail(
      report.failures.prefix(10).map { "\($0.source): \($0.stage): \($0.reason)" }
        .joined(separator: "\n"))
  }

  /// Tells that a run has ended with an error. Another process that works is no failure.
  func finish(_ error: any Error) async {
    switch error {
    case is CancellationError, is Interruption, is LedgerLockedError, is UnknownSource: return
    default: await fail("\(error)")
    }
  }

  /// Tells at intervals that a service works, as long as its rounds progress, until cancelled.
  func run(_ state: ServiceState) async throws {
    while true {
      try await dependencies.clock.sleep(for: state.context.configuration.ping.interval)
      // A service that has stalled tells nothing, which the switch reports.
      guard state.progress.isMakingProgress(timeout: state.stallTimeout) else { continue }
      if let error = state.storageError { await fail(error) } else { await succeed() }
    }
  }
}
