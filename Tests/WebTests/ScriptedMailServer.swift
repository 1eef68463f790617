import Basics
import TestSupport
import Web

/// A mail server on loopback. It answers as a working server does, unless the script of a test replaces
/// a reply.
final class ScriptedMailServer: Sendable {
  enum Reaction: Sendable, Equatable {
    case reply(String)
    /// The server closes the connection.
    case close
    /// The server never replies.
    case silence
  }

  private struct Log {
    var commands: [String] = []
    var messages: [[String]] = []
  }

  private let log: Locked<Log>
  private let server: ScriptedServer

  /// - Parameter script: returns the reaction to a command, to the `greeting`, or to the end of a
  ///   message (`.`); nil for the usual one.
  init(script: @escaping @Sendable (_ command: String) -> Reaction? = { _ in nil }) {
    let log = Locked(Log())
    self.log = log
    server = ScriptedServer { (connection: ServerConnection) in
      @Sendable func react(_ command: String, _ usual: String) -> Bool {
        switch script(command) ?? .reply(usual) {
        case .reply(let text): return connection.send(text + "\r\n")
        case .close: return false
        case .silence:
          connection.awaitEnd()
          return false
        }
      }
      guard react("greeting", "220 mail.test ESMTP") else { return }
      while let command = connection.line() {
        log.withLock { $0.commands.append(command) }
        guard react(command, ScriptedMailServer.usualReply(command)) else { return }
        guard command == "DATA", script(command) == nil else { continue }
        var lines: [String] = []
        while let line = connection.line(), line != "." { lines.append(line) }
        log.withLock { $0.messages.append(lines) }
        guard react(".", "250 2.0.0 Ok: queued as 4C1F") else { return }
      }
    }
  }

  var commands: [String] { log.withLock(\.commands) }
  /// The lines of each message, as they were sent.
  var messages: [[String]] { log.withLock(\.messages) }

  var mailServer: MailServer { MailServer("smtp://127.0.0.1:\(server.port)")! }

  private static func usualReply(_ command: String) -> String {
    switch command.prefix(4) {
    case "DATA": "354 go ahead"
    case "QUIT": "221 bye"
    default: "250 ok"
    }
  }
}
