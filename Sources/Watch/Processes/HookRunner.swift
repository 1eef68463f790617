import Basics
import Glibc
import Settings
import Subprocess

/// Runs hooks without a shell, each in its own session, with a clean environment, descriptors 0–2
/// only, and a time limit that kills the whole process group. No thread blocks while a hook runs.
///
/// The process must ignore SIGPIPE (`ProcessSetup`), or a hook that does not read its standard
/// input terminates it.
package struct HookRunner: Sendable {
  /// The environment of this process; PATH, HOME, LANG and TZ are passed on.
  package var environment: [String: String]
  /// The time between TERM and KILL.
  package var gracePeriod: Duration

  package init(environment: [String: String], gracePeriod: Duration = .seconds(5)) {
    self.environment = environment
    self.gracePeriod = gracePeriod
  }

  /// Runs a hook for one entry or event.
  package func run(
    _ hook: HookProgram, timeout: Duration, record: [UInt8], environment: HookEnvironment
  ) async -> HookOutcome {
    await run(hook, timeout: timeout, record: record, variables: environment.variables)
  }

  /// Runs a hook until it ends. Cancelling the task kills the hook's process group.
  /// - Parameters:
  ///   - timeout: the time after which the whole process group is killed.
  ///   - record: the standard input of the hook.
  ///   - variables: the variables of the call.
  func run(
    _ hook: HookProgram, timeout: Duration, record: [UInt8],
    variables: [(name: String, value: String)]
  ) async -> HookOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    let process = SupervisedProcess(timeout: timeout, gracePeriod: gracePeriod)
    var output = ""
    let ending: HookOutcome.Ending
    guard HookRunner.hasFreeDescriptors else {
      return HookOutcome(ending: .notStarted(String(cString: strerror(EMFILE))))
    }
    do {
      let result = try await Subprocess.run(
        HookRunner.configuration(
          hook.argv, environment: hookEnvironment(of: hook, variables), gracePeriod: gracePeriod),
        input: .inputWriter, output: .sequence,
        error: .combinedWithOutput
      ) { execution in
        async let written: Void = HookRunner.write(record, to: execution.standardInputWriter)
        let tail = await process.supervise(execution.processIdentifier) {
          await OutputTail.collect(execution.standardOutput)
        }
        await written
        return tail
      }
      output = result.closureResult.text
      ending = process.stopReason ?? HookOutcome.Ending(result.terminationStatus)
    } catch {
      ending =
        process.stopReason ?? .notStarted(HookRunner.describe(error, program: hook.argv[0]))
    }
    return HookOutcome(
      ending: ending, output: output, duration: clock.now - start)
  }

  /// Whether enough descriptors are free to start a process. swift-subprocess 1.0.2 traps if it runs
  /// out of descriptors while it starts one.
  static var hasFreeDescriptors: Bool {
    let descriptors = (0..<neededDescriptors).map { _ in
      fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    }
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
    return !descriptors.contains { $0 < 0 }
  }

  /// Pipes for input, output and the start error, the process descriptor, and those of another hook
  /// or connection that starts at the same time.
  private static let neededDescriptors = 24

  /// Writes the record. A hook may close its standard input or end before it has read all of it.
  private static func write(_ record: [UInt8], to writer: StandardInputWriter) async {
    _ = try? await writer.write(record)
    try? await writer.finish()
  }

  /// Returns the configuration of a process in its own session with only this environment.
  static func configuration(
    _ argv: [String], environment: [String: String], gracePeriod: Duration
  ) -> Subprocess.Configuration {
    let program = argv[0]
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(
        signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: gracePeriod)
    ]
    let environment = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
    return Subprocess.Configuration(
      executable: program.contains("/") ? .path(.init(program)) : .name(program),
      arguments: Arguments(Array(argv.dropFirst())),
      environment: .custom(Dictionary(uniqueKeysWithValues: environment)),
      workingDirectory: "/", platformOptions: options)
  }

  /// Returns the complete environment of a hook.
  func hookEnvironment(
    of hook: HookProgram, _ variables: [(name: String, value: String)]
  ) -> [String: String] {
    var result = HookRunner.baseEnvironment(from: environment)
    result.merge(hook.environment) { $1 }
    for (name, value) in variables { result[name] = value }
    return result
  }

  /// Returns the variables that every hook and fetch command gets.
  static func baseEnvironment(from environment: [String: String]) -> [String: String] {
    var result = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/", "LANG": "C.UTF-8"]
    for name in ["PATH", "HOME", "LANG", "TZ"] {
      if let value = environment[name], !value.isEmpty { result[name] = value }
    }
    return result
  }

  /// Returns why a program could not be started. swift-subprocess reports ENOENT for several other
  /// reasons.
  static func describe(_ error: any Error, program: String) -> String {
    let code = (error as? SubprocessError)?.underlyingError?.rawValue
    let reason = code.map { String(cString: strerror($0)) } ?? "\(error)"
    guard program.contains("/") else {
      return code ?? ENOENT == ENOENT ? "no program “\(program)” in PATH" : "\(program): \(reason)"
    }
    if access(program, F_OK) != 0 { return "\(program): \(String(cString: strerror(errno)))" }
    if access(program, X_OK) != 0 { return "\(program): not executable (chmod +x?)" }
    return switch code {
    case ENOENT: "\(program): the interpreter named in its first line is missing"
    case ENOEXEC: "\(program): neither a program nor a script (a script begins with #!)"
    default: "\(program): \(reason)"
    }
  }
}

extension HookOutcome.Ending {
  fileprivate init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(code)
    case .signaled(let code): self = .signalled(code)
    }
  }
}
