import News
import Settings
import Subprocess
import Web
import WebURL

/// A program that gives a source's pages in the place of our own wire: a headless browser, a tunnel.
///
/// Run as hooks are: no shell, a session of its own, a clean environment, descriptors 0–2 only.
/// It is bounded as a fetch is: by time, after which its whole process group is killed, and by the
/// size of the page. It is told the address by `LEDEWATCH_URL`, and where an argument is `{url}`.
package struct FetchCommand: Sendable {
  /// PATH, HOME, LANG and TZ are taken from it, where they are there.
  package var environment: [String: String]
  /// Seconds between TERM and KILL.
  package var grace: Double

  package init(environment: [String: String], grace: Double = 2) {
    self.environment = environment
    self.grace = grace
  }

  /// The page that the program writes to its standard output. Cancelling the task kills it.
  /// - Parameter argv: the program (a path, or a name looked up in PATH) and its arguments.
  package func fetch(_ request: Request, by argv: [String]) async throws(FetchError) -> Reply {
    // Where it connects to is not ours to see; a host written as an address is.
    if let refused = request.addressPolicy.refusal(of: request.url) {
      throw FetchError(stage: .policy, url: request.url, reason: refused)
    }
    let start = ContinuousClock.now
    let call = HookCall(
      timeout: request.bounds.totalTime, grace: grace, leavesNobody: true)
    guard HookRunner.hasDescriptors else {
      throw fault(request, .command, "no descriptors are left for a program")
    }
    let result: Result
    do {
      result = try await run(argv, for: request, call)
    } catch {
      throw stopped(request, call)
        ?? fault(request, .command, HookRunner.explain(error, program: argv[0]))
    }
    if result.page.isTooLarge {
      throw fault(
        request, .bounds,
        "the page is larger than page_limit, \(Measure.size(request.bounds.bodyBytes))")
    }
    if let stopped = stopped(request, call) { throw stopped }
    if let failure = failure(result.status, result.page, result.complaint) {
      throw fault(request, .command, "\(argv[0]) \(failure)")
    }
    return Reply(
      url: request.url, status: 200, body: result.page.bytes,
      duration: (ContinuousClock.now - start) / .seconds(1))
  }

  private typealias Result = (status: TerminationStatus, page: PageOutput, complaint: String)

  private func run(_ argv: [String], for request: Request, _ call: HookCall) async throws -> Result
  {
    let outcome = try await Subprocess.run(
      HookRunner.configuration(
        argv.map { $0 == RequestSettings.addressPlaceholder ? request.url.string : $0 },
        environment: environment(of: request), grace: grace),
      input: .none, output: .sequence, error: .sequence
    ) { execution in
      async let complaint = OutputTail.of(execution.standardError)
      let page = await call.follow(execution.processIdentifier) {
        await PageOutput.of(execution.standardOutput, bound: request.bounds.bodyBytes) {
          call.stop(.cancelled)
        }
      }
      return (page, await complaint.text)
    }
    return (outcome.terminationStatus, outcome.closureResult.0, outcome.closureResult.1)
  }

  /// Why what a program left is no page, in words for a person.
  private func failure(
    _ status: TerminationStatus, _ page: PageOutput, _ complaint: String
  ) -> String? {
    let last = complaint.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
    return switch status {
    case .exited(0): page.bytes.isEmpty ? "wrote no page\(last)" : nil
    case .exited(let code): "ended with \(code)\(last)"
    case .signaled(let signal): "was ended by signal \(signal)\(last)"
    }
  }

  private func environment(of request: Request) -> [String: String] {
    var clean = HookRunner.cleaned(environment)
    clean["LEDEWATCH_URL"] = HookEnvironment.clean(request.url.string)
    clean["LEDEWATCH_USER_AGENT"] = HookEnvironment.clean(request.userAgent)
    return clean
  }

  private func stopped(_ request: Request, _ call: HookCall) -> FetchError? {
    switch call.stopReason {
    case .timedOut:
      var fault = fault(
        request, .command,
        "the program did not end within fetch_limit, \(Measure.time(request.bounds.totalTime))")
      fault.isTimeout = true
      return fault
    case .cancelled: return fault(request, .cancelled, "cancelled")
    default: return nil
    }
  }

  private func fault(_ request: Request, _ stage: FetchError.Stage, _ reason: String)
    -> FetchError
  {
    FetchError(stage: stage, url: request.url, reason: reason)
  }
}

/// A page as a program writes it, never larger than its bound.
private struct PageOutput: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var isTooLarge = false

  /// - Parameter stop: called when there is more than the bound.
  static func of(_ output: SubprocessOutputSequence, bound: Int, stop: () -> Void) async
    -> PageOutput
  {
    var page = PageOutput()
    do {
      for try await buffer in output where !page.isTooLarge {
        buffer.withUnsafeBytes { bytes in
          page.isTooLarge = bytes.count > bound - page.bytes.count
          if !page.isTooLarge { page.bytes.append(contentsOf: bytes) }
        }
        if page.isTooLarge { stop() }
      }
    } catch {}
    return page
  }
}
