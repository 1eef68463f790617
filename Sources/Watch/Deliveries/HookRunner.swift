import Basics
import Glibc
import Settings
import Subprocess

/// Runs hooks: no shell, a session of their own, a clean environment, descriptors 0–2 only, and a
/// time limit that kills the whole process group. No thread waits for a hook.
package struct HookRunner: Sendable {
  /// PATH, HOME, LANG and TZ are taken from it, where they are there.
  package var environment: [String: String]
  /// Seconds between TERM and KILL.
  package var grace: Double

  package init(environment: [String: String], grace: Double = 5) {
    self.environment = environment
    self.grace = grace
    // A hook that does not read its standard input must not end us.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Runs a hook to its end. Whatever happens to it is its outcome. Cancelling the task kills the
  /// hook's process group.
  /// - Parameter record: what the hook reads on standard input.
  package func run(_ hook: Hook, record: [UInt8], environment variables: HookEnvironment) async
    -> HookOutcome
  {
    let clock = ContinuousClock()
    let start = clock.now
    let call = HookCall(timeout: hook.timeout.seconds, grace: grace)
    var output = ""
    let ending: HookOutcome.Ending
    guard HookRunner.hasDescriptors else {
      return HookOutcome(ending: .notStarted(String(cString: strerror(EMFILE))))
    }
    do {
      let result = try await Subprocess.run(
        HookRunner.configuration(
          hook.argv, environment: cleanEnvironment(of: hook, variables), grace: grace),
        input: .inputWriter, output: .sequence,
        error: .combinedWithOutput
      ) { execution in
        async let fed: Void = HookRunner.feed(record, to: execution.standardInputWriter)
        let tail = await call.follow(execution.processIdentifier) {
          await OutputTail.of(execution.standardOutput)
        }
        await fed
        return tail
      }
      output = result.closureResult.text
      ending = call.stopReason ?? HookOutcome.Ending(result.terminationStatus)
    } catch {
      ending = call.stopReason ?? .notStarted(HookRunner.explain(error, program: hook.argv[0]))
    }
    return HookOutcome(
      ending: ending, output: output, duration: (clock.now - start) / .seconds(1))
  }

  /// Whether a process can be started and followed. The library ends us (in 1.0.2) where it runs
  /// out of descriptors half-way, so they are looked for before.
  static var hasDescriptors: Bool {
    let taken = (0..<descriptorsNeeded).map { _ in
      fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    }
    for descriptor in taken where descriptor >= 0 { close(descriptor) }
    return !taken.contains { $0 < 0 }
  }

  /// Pipes for input, output and the failure to start, the process's own descriptor, and those of
  /// another hook or connection that begins at the same moment.
  private static let descriptorsNeeded = 24

  /// Writes the record; a hook that closes its standard input or ends has read enough of it.
  private static func feed(_ record: [UInt8], to writer: StandardInputWriter) async {
    _ = try? await writer.write(record)
    try? await writer.finish()
  }

  /// A session of its own, and nothing in the environment but this.
  static func configuration(_ argv: [String], environment: [String: String], grace: Double)
    -> Subprocess.Configuration
  {
    let program = argv[0]
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(
        signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(grace))
    ]
    let environment = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
    return Subprocess.Configuration(
      executable: program.contains("/") ? .path(.init(program)) : .name(program),
      arguments: Arguments(Array(argv.dropFirst())),
      environment: .custom(Dictionary(uniqueKeysWithValues: environment)),
      workingDirectory: "/", platformOptions: options)
  }

  /// What a hook finds in its environment, and nothing else.
  func cleanEnvironment(of hook: Hook, _ variables: HookEnvironment) -> [String: String] {
    var clean = HookRunner.cleaned(environment)
    clean.merge(hook.environment) { $1 }
    for (name, value) in variables.variables { clean[name] = value }
    return clean
  }

  /// What every program finds.
  static func cleaned(_ environment: [String: String]) -> [String: String] {
    var clean = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/", "LANG": "C.UTF-8"]
    for name in ["PATH", "HOME", "LANG", "TZ"] {
      if let value = environment[name], !value.isEmpty { clean[name] = value }
    }
    return clean
  }

  /// Why a program could not be started. The library says ENOENT of much that is there.
  static func explain(_ error: any Error, program: String) -> String {
    let code = (error as? SubprocessError)?.underlyingError?.rawValue
    let reason = code.map { String(cString: strerror($0)) } ?? "\(error)"
    guard program.contains("/") else {
      return code ?? ENOENT == ENOENT ? "no program “\(program)” in PATH" : "\(program): \(reason)"
    }
    if access(program, F_OK) != 0 { return "\(program): \(String(cString: strerror(errno)))" }
    if access(program, X_OK) != 0 { return "\(program): not executable (chmod +x?)" }
    return switch code {
    case ENOENT: "\(program): the interpreter that its first line names is missing"
    case ENOEXEC: "\(program): no program and no script (a script begins with #!)"
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
