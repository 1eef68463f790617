import Glibc
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
///
/// A guarded program gets only addresses whose host the address policy permits, and a proxy on
/// loopback that applies the policy to each connection: in each `{proxy}` of its arguments, and in the
/// environment variables by which most programs choose a proxy.
package struct FetchCommand: Sendable {
  /// The environment of this process; PATH, HOME, LANG and TZ are passed on.
  package var environment: [String: String]
  /// The time between TERM and KILL.
  package var gracePeriod: Duration
  /// Returns the addresses of a host; empty if it cannot be resolved. Blocks.
  private let lookUp: @Sendable (String) -> [IPAddress]

  package init(
    environment: [String: String], gracePeriod: Duration = .seconds(2),
    lookUp: @escaping @Sendable (String) -> [IPAddress] = NameResolver.lookUp(of:)
  ) {
    self.environment = environment
    self.gracePeriod = gracePeriod
    self.lookUp = lookUp
  }

  /// Returns the page that the program writes to its standard output. Cancelling the task kills the
  /// program.
  package func fetch(
    _ request: Request, by program: FetchProgram
  ) async throws(FetchError) -> Response {
    let start = ContinuousClock.now
    var request = request
    let kind = try await judge(&request, isGuarded: program.isGuarded)
    let proxy = program.isGuarded ? try startProxy(for: request, program) : nil
    defer { proxy?.stop() }
    let body = try await page(of: request, by: program, proxy)
    var response = Response(
      url: request.url, status: 200, body: body, duration: ContinuousClock.now - start)
    response.addressKind = kind
    return response
  }

  /// Throws if the program may not fetch the URL.
  /// - Returns: The kind of addresses of the host; nil if it is unknown.
  private func judge(
    _ request: inout Request, isGuarded: Bool
  ) async throws(FetchError) -> AddressKind? {
    guard isGuarded else {
      // The addresses that the program connects to are unknown.
      do throws(AddressPolicyError) {
        try request.addressPolicy.check(request.url)
        return nil
      } catch {
        throw Handover.fetchError(error, for: request)
      }
    }
    guard let kind = try await Handover(lookUp: lookUp).addressKind(of: request) else {
      throw error(
        request, Task.isCancelled ? .cancelled : .dns,
        "cannot resolve \(request.url.host); if the program can, set “unguarded” in “fetch”")
    }
    // The proxy holds the host to what it was found to be.
    request.addressPolicy.learnFirstSeen(kind, of: request.url.comparableHost)
    return kind
  }

  private func startProxy(
    for request: Request, _ program: FetchProgram
  ) throws(FetchError) -> GuardProxy {
    let proxy = GuardProxy(
      policy: request.addressPolicy, limits: GuardProxy.Limits(request.bounds), lookUp: lookUp)
    guard let proxy else {
      throw error(
        request, .command,
        "cannot open the proxy of \(program.argv[0]): \(String(cString: strerror(errno)))")
    }
    return proxy
  }

  private func page(
    of request: Request, by program: FetchProgram, _ proxy: GuardProxy?
  ) async throws(FetchError) -> [UInt8] {
    let name = program.argv[0]
    let process = SupervisedProcess(
      timeout: request.bounds.maximumDuration, gracePeriod: gracePeriod,
      killsGroupAtEnd: true)
    guard HookRunner.hasFreeDescriptors else {
      throw error(request, .command, "too many open files to start \(name)")
    }
    let result: Result
    do {
      result = try await run(program.argv, for: request, process, proxy)
    } catch let startError {
      throw stopError(request, process)
        ?? error(request, .command, HookRunner.describe(startError, program: name))
    }
    if result.page.isTooLarge {
      throw error(
        request, .bounds,
        "the page is larger than page_limit, \(Measure.size(request.bounds.maximumBodySize))")
    }
    if let stopError = stopError(request, process) { throw stopError }
    if let reason = failureReason(result.status, result.page, result.standardError) {
      throw error(request, .command, "\(name) \(reason)\(proxy?.refusalText ?? "")")
    }
    return result.page.bytes
  }

  private typealias Result = (status: TerminationStatus, page: PageOutput, standardError: String)

  private func run(
    _ argv: [String], for request: Request, _ process: SupervisedProcess, _ proxy: GuardProxy?
  ) async throws -> Result {
    let argv = argv.map { argument in
      argument == FetchProgram.addressPlaceholder
        ? request.url.string
        : argument.replacing(FetchProgram.proxyPlaceholder, with: proxy?.address ?? "")
    }
    let outcome = try await Subprocess.run(
      HookRunner.configuration(
        argv, environment: environment(of: request, proxy), gracePeriod: gracePeriod),
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

  private func environment(of request: Request, _ proxy: GuardProxy?) -> [String: String] {
    var result = HookRunner.baseEnvironment(from: environment)
    if let proxy {
      for name in ["http_proxy", "https_proxy", "all_proxy"] {
        result[name] = proxy.address
        result[name.uppercased()] = proxy.address
      }
    }
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
