import Foundation
import Glibc
import Settings
import TestSupport
import Testing

@testable import Watch

/// Runs a hook made of a shell script, with a short grace period.
private func run(
  _ script: String, record: [UInt8] = Array("{}".utf8), timeout: Double = 60, mode: Int = 0o755,
  change: (inout HookProgram) -> Void = { _ in }
) async -> HookOutcome {
  let scratch = Scratch()
  let path = scratch.write(script, to: "hook", mode: mode)
  var hook = HookProgram(argv: [path], environment: ["SCRATCH": scratch.path])
  change(&hook)
  return await runner.run(hook, timeout: .seconds(timeout), record: record, environment: told)
}

private let runner = HookRunner(
  environment: ["PATH": "/usr/bin:/bin", "HOME": "/nowhere", "SECRET": "s3cret"],
  gracePeriod: .milliseconds(100))
private let told = HookEnvironment(
  event: .new, source: "gazette", id: "a1", revision: 1, entry: "/spool/new/e",
  url: "http://gazette.example/1", title: "Title", date: "2026-03-14T00:00:00Z",
  firstSeen: "2026-03-14T10:15:00Z", attempt: 2, delivery: "17")

@Suite struct HookRunnerTests {
  /// The command does the same in `ProcessSetup`.
  init() { signal(SIGPIPE, SIG_IGN) }

  @Test func `A hook reads the record from standard input, and its exit status is the outcome`()
    async
  {
    let outcome = await run("#!/bin/sh\ncat\nexit 3\n", record: Array("the record".utf8))
    #expect(outcome.ending == .exited(3))
    #expect(outcome.output == "the record")
    #expect(!outcome.isDelivered)
    #expect(await run("#!/bin/sh\nexit 0\n").isDelivered)
  }

  @Test func `A hook has a clean environment`() async {
    let outcome = await run(
      "#!/bin/sh\nenv | grep -v -e ^PWD= -e ^SHLVL= -e ^_= -e ^SCRATCH= | sort\n")
    #expect(
      outcome.output == """
        HOME=/nowhere
        LANG=C.UTF-8
        LEDEWATCH_ATTEMPT=2
        LEDEWATCH_DATE=2026-03-14T00:00:00Z
        LEDEWATCH_DELIVERY=17
        LEDEWATCH_ENTRY=/spool/new/e
        LEDEWATCH_EVENT=new
        LEDEWATCH_FILE=/spool/new/e/article.json
        LEDEWATCH_FIRST_SEEN=2026-03-14T10:15:00Z
        LEDEWATCH_ID=a1
        LEDEWATCH_REVISION=1
        LEDEWATCH_SOURCE=gazette
        LEDEWATCH_TITLE=Title
        LEDEWATCH_URL=http://gazette.example/1
        PATH=/usr/bin:/bin

        """)
  }

  @Test func `A hook has only the descriptors of standard input, output and error`() async {
    let leaked = FileHandle(forReadingAtPath: "/dev/null")!
    _ = fcntl(leaked.fileDescriptor, F_SETFD, 0)
    // The fourth is the directory that ls reads.
    #expect(await run("#!/bin/sh\nexec ls /proc/self/fd\n").output == "0\n1\n2\n3\n")
    try? leaked.close()
  }

  @Test(arguments: [
    "exec sleep 600", "trap '' TERM INT HUP; while :; do sleep 1; done",
    "exec >&- 2>&- <&-; sleep 600", "sleep 600 & sleep 600 & wait",
  ])
  func `A hook that does not end is killed with its process group`(script: String) async {
    let mark = UUID().uuidString
    let outcome = await run("#!/bin/sh\n\(script)\n", timeout: 0.2) {
      $0.environment["MARK"] = mark
    }
    #expect(outcome.ending == .timedOut)
    #expect(processes(withEnvironment: "MARK=\(mark)").isEmpty)
  }

  @Test func `A hook that is stopped with the service is cancelled`() async {
    let scratch = Scratch()
    let fifo = scratch.path("started")
    #expect(mkfifo(fifo, 0o600) == 0)
    let task = Task {
      await run("#!/bin/sh\necho > \(fifo)\nexec sleep 600\n")
    }
    // Returns when the hook has opened it.
    await Task.detached { _ = FileManager.default.contents(atPath: fifo) }.value
    task.cancel()
    #expect(await task.value.ending == .cancelled)
  }

  @Test func `Of a large output the end is kept`() async {
    let outcome = await run(
      "#!/bin/sh\nhead -c 3000000 /dev/zero | tr '\\0' x\necho the end >&2\nexit 1\n")
    #expect(outcome.ending == .exited(1))
    #expect(outcome.output.utf8.count <= 8 << 10)
    #expect(outcome.output.hasSuffix("x\u{78}the end\n"))
  }

  @Test func `A child process left behind causes no delay`() async {
    let scratch = Scratch()
    let outcome = await run(
      "#!/bin/sh\nsleep 600 & echo $! > \(scratch.path("pid"))\necho said\nexit 1\n")
    #expect(outcome.ending == .exited(1))
    #expect(outcome.output == "said\n")
    #expect(outcome.duration < .seconds(600))
    kill(pid_t(scratch.read("pid")!.split(separator: "\n")[0])!, SIGKILL)
  }

  @Test(arguments: [
    "exec <&-; exit 1", "exit 1", "head -c 1 >/dev/null; exit 1", "sleep 0; exit 1",
  ])
  func `A hook need not read a large record`(script: String) async {
    let record = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    #expect(await run("#!/bin/sh\n\(script)\n", record: record).ending == .exited(1))
  }

  @Test func `A hook that reads a large record slowly gets all of it`() async {
    let record = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    #expect(await run("#!/bin/sh\nwc -c\n", record: record).output == "1048576\n")
  }

  @Test func `A hook that signals its process group does not signal the service`() async {
    #expect(await run("#!/bin/sh\nkill -TERM 0\nexit 1\n").ending == .signalled(SIGTERM))
  }

  @Test(arguments: [SIGKILL, SIGSEGV])
  func `The outcome of a killed hook names the signal`(signal: Int32) async {
    #expect(await run("#!/bin/sh\nkill -\(signal) $$\n").ending == .signalled(signal))
  }

  @Test func `A hook that cannot be started has a reason`() async {
    func reason(_ outcome: HookOutcome) -> String {
      guard case .notStarted(let reason) = outcome.ending else { return "\(outcome.ending)" }
      return reason.split(separator: ": ").dropFirst().joined(separator: ": ")
    }
    #expect(reason(await run("") { $0.argv = ["/no/such/hook"] }) == "No such file or directory")
    #expect(reason(await run("#!/bin/sh\n", mode: 0o644)) == "not executable (chmod +x?)")
    #expect(
      reason(await run("#!/no/such/interpreter\n"))
        == "the interpreter named in its first line is missing")
    #expect(
      reason(await run("words\n")) == "neither a program nor a script (a script begins with #!)")
    #expect(
      await run("") { $0.argv = ["no-such-program"] }.ending
        == .notStarted("no program “no-such-program” in PATH"))
  }

  @Test func `A program is found in any directory of PATH`() async {
    let scratch = Scratch()
    scratch.write("#!/bin/sh\necho found \"$@\"\n", to: "my-hook", mode: 0o755)
    let runner = HookRunner(
      environment: ["PATH": "/nowhere:\(scratch.path)"], gracePeriod: .milliseconds(100))
    let hook = HookProgram(argv: ["my-hook", "a b", "$HOME"])
    let outcome = await runner.run(
      hook, timeout: .seconds(60), record: [], environment: told)
    #expect(outcome.output == "found a b $HOME\n")
  }

  @Test func `Many hooks run at once`() async {
    let outcomes = await withTaskGroup(of: HookOutcome.self) { group in
      for number in 0..<20 {
        group.addTask { await run("#!/bin/sh\ncat\n", record: Array("\(number)".utf8)) }
      }
      return await group.reduce(into: Set<String>()) { $0.insert($1.output) }
    }
    #expect(outcomes == Set((0..<20).map(String.init)))
  }

  @Test func `Values from pages are sanitised`() {
    #expect(HookEnvironment.sanitized("a\0b\nc\u{1b}[31m\u{202e}d") == "a b c [31md")
    let long = HookEnvironment.sanitized(String(repeating: "é", count: 5000))
    #expect(long.utf8.count == HookEnvironment.maximumValueBytes)
  }
}

private func processes(withEnvironment variable: String) -> [String] {
  let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return numbers.filter { pid in
    pid.allSatisfy(\.isNumber)
      && FileManager.default.contents(atPath: "/proc/\(pid)/environ")
        .map { String(decoding: $0, as: UTF8.self).contains(variable) } ?? false
  }
}
