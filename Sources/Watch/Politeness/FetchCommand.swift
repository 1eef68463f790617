import News
import Settings
import Subprocess
import Web
import WebURL

/// A runner for the programs that fetch the pages of a source instead of libcurl: a headless
/// browser, a tunnel.
///
/// A program runs like a hook: without a shell, in its own session, with a clean environment and
/// descriptors 0–2 only. The limits of a request apply to it: the time, after which its process
/// group is killed, and the size of the page. It gets the address in `LEDEWATCH_URL` and in each
/// argument `{url}`.
package struct FetchCommand: Sendable {
  /// The environment of this process; PATH, HOME, LANG and TZ are passed on.
  package var environment: [String: String]
  /// The time between TERM and KILL.
  package var gracePeriod: Duration

  package init(environment: [String: String], gracePeriod: Duration = .seconds(2)) {
    self.environment = environment
    self.gracePeriod = gracePeriod
  }

  /// Returns the page that the program writes to its standard output. Cancelling the task kills the
  /// program.
  /// - Parameter argv: the program (a path, or a name looked up in PATH) and its arguments.
  package func fetch(_ request: Request, by argv: [String]) async throws(FetchError) -> Response {
    // The addresses that a program connects to are unknown, so only a literal address is checked.
    do {
      try request.addressPolicy.check(request.url)
    } catch {
      throw FetchError(stage: .policy, url: request.url, reason: error.reason)
    }
    let start = ContinuousClock.now
    let process = SupervisedProcess(
      timeout: request.bounds.maximumDuration, gracePeriod: gracePeriod,
      killsGroupAtEnd: true)
    guard HookRunner.hasFreeDescriptors else {
      throw error(request, .command, "too many open files to start \(argv[0])")
    }
    let result: Result
    do {
      result = try await run(argv, for: request, process)
    } catch let startError {
      throw stopError(request, process)
        ?? error(request, .command, HookRunner.describe(startError, program: argv[0]))
    }
    if result.page.isTooLarge {
      throw error(
        request, .bounds,
        "the page is larger than page_limit, \(Measure.size(request.bounds.maximumBodySize))")
    }
    if let stopError = stopError(request, process) { throw stopError }
    if let reason = failureReason(result.status, result.page, result.standardError) {
      throw error(request, .command, "\(argv[0]) \(reason)")
    }
    return Response(
      url: request.url, status: 200, body: result.page.bytes,
      duration: ContinuousClock.now - start)
  }

  private typealias Result = (status: TerminationStatus, page: PageOutput, standardError: String)

  private func run(
    _ argv: [String], for request: Request, _ process: SupervisedProcess
  ) async throws -> Result {
    let outcome = try await Subprocess.run(
      HookRunner.configuration(
        argv.map { $0 == RequestSettings.addressPlaceholder ? request.url.string : $0 },
        environment: environment(of: request), gracePeriod: gracePeriod),
      input: .none, output: .sequence, error: .sequence
    ) { execution in
      async let standardError = OutputTail.collect(execution.standardError)
      let page = await process.supervise(execution.processIdentifier) {
        await PageOutput.collect(
          execution.standardOutput, maximumBytes: request.bounds.maximumBodySize
        ) {
          process.stop(.cancelled)
        }
      }
      return (page, await standardError.text)
    }
    return (outcome.terminationStatus, outcome.closureResult.0, outcome.closureResult.1)
  }

  /// Returns why a program has not produced a page; nil if it has.
  private func failureReason(
    _ status: TerminationStatus, _ page: PageOutput, _ standardError: String
  ) -> String? {
    let lastLine = standardError.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
    return switch status {
    case .exited(0): page.bytes.isEmpty ? "wrote no page\(lastLine)" : nil
    case .exited(let code): "ended with exit status \(code)\(lastLine)"
    case .signaled(let signal): "was killed by signal \(signal)\(lastLine)"
    }
  }

  private func environment(of request: Request) -> [String: String] {
    var result = HookRunner.baseEnvironment(from: environment)
    result["LEDEWATCH_URL"] = HookEnvironment.sanitized(request.url.string)
    result["LEDEWATCH_USER_AGENT"] = HookEnvironment.sanitized(request.header.userAgent)
    return result
  }

  private func stopError(_ request: Request, _ process: SupervisedProcess) -> FetchError? {
    switch process.stopReason {
    case .timedOut:
      var timeout = error(
        request, .command,
        "the program did not end within fetch_limit, \(request.bounds.maximumDuration.shortDescription)"
      )
      timeout.isTimeout = true
      return timeout
    case .cancelled: return error(request, .cancelled, "cancelled")
    default: return nil
    }
  }

  private func error(
    _ request: Request, _ stage: FetchError.Stage, _ reason: String
  ) -> FetchError {
    FetchError(stage: stage, url: request.url, reason: reason)
  }
}

/// The page that a program writes, up to a maximum size.
private struct PageOutput: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var isTooLarge = false

  /// - Parameter stop: called if the page is larger than the maximum.
  static func collect(
    _ output: SubprocessOutputSequence, maximumBytes: Int, stop: () -> Void
  ) async -> PageOutput {
    var page = PageOutput()
    do {
      for try await buffer in output where !page.isTooLarge {
        buffer.withUnsafeBytes { bytes in
          page.isTooLarge = bytes.count > maximumBytes - page.bytes.count
          if !page.isTooLarge { page.bytes.append(contentsOf: bytes) }
        }
        if page.isTooLarge { stop() }
      }
    } catch {}
    return page
  }
}
