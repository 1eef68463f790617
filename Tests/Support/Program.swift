import Foundation
import Glibc

/// A program that a test runs to its end.
///
/// It does not use `Process` and `Pipe` of Foundation: a program that another test starts at the same
/// moment could inherit the pipe and hold it open, and `Process` also waits for the end of the
/// programs that the program has started.
package struct Program {
  /// The results of a program that has ended.
  package struct Output: Sendable {
    package var standardOutput: [UInt8]
    package var standardError: [UInt8]
    /// The exit code, or 128 and the signal.
    package var status: Int32
  }

  /// A program that could not be started.
  package struct StartError: Error {
    package let path: String
    package let code: Int32
  }

  private let path: String
  private let arguments: [String]
  private let environment: [String: String]

  /// - Parameter environment: the whole environment of the program.
  package init(
    _ path: String, _ arguments: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
  }

  /// Runs the program with files as standard input, output and error.
  @discardableResult
  package func run(input: String = "") throws -> Output {
    let scratch = Scratch()
    let files = ["input", "output", "errors"].map {
      scratch.write($0 == "input" ? input : "", to: $0)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, file) in files.enumerated() {
      posix_spawn_file_actions_addopen(
        &actions, Int32(descriptor), file, descriptor == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    let words = ([path] + arguments).map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + variables { free(text) } }
    var id = pid_t()
    let code = posix_spawn(&id, path, &actions, nil, words + [nil], variables + [nil])
    guard code == 0 else { throw StartError(path: path, code: code) }
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    func bytes(_ file: String) -> [UInt8] {
      FileManager.default.contents(atPath: file).map(Array.init) ?? []
    }
    return Output(
      standardOutput: bytes(files[1]), standardError: bytes(files[2]),
      status: signal == 0 ? status >> 8 & 0xFF : 128 + signal)
  }
}
