import ArgumentParser
import Basics
import Foundation
import Ledger
import Settings
import Spool
import Watch

import struct Settings.Configuration

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "List owed articles and pending or parked deliveries.",
    discussion: """
      Can be used while the service runs. Other users than the one that runs it see the queue as of the \
      last status file.

      Examples:
        ledewatch queue
        ledewatch queue --json
      """)

  @OptionGroup var options: ConfigurationOptions
  @OptionGroup var output: JSONOption

  mutating func run() async throws {
    let configuration = try await options.loadForReading()
    let queue = try await withCommandErrors {
      guard StateDirectory.isForeign(configuration.statePath) else {
        return try await ReadOnlyLedger(configuration.ledgerPath).openWork()
      }
      return try StatusReport.load(configuration).queue
    }
    if output.json {
      Output.json(
        .object([
          ("kind", .string("queue")), ("articles", .integer(Int64(queue.owed.count))),
          ("deliveries", .integer(Int64(queue.deliveries.count))),
        ]))
      for owed in queue.owed { try Output.json(owed, kind: "article") }
      let waits = QueueWaits(queue, configuration, now: SystemClock().timestamp)
      for delivery in queue.deliveries {
        let members = try JSON(encoding: delivery).members
        Output.json(
          .object(
            [("kind", .string("delivery"))] + members
              + [("hook_is_configured", .bool(waits.isConfigured(delivery)))]
              + waits.members(of: delivery)))
      }
      return
    }
    write(queue, configuration)
  }

  private func write(_ queue: QueueReport, _ configuration: Configuration) {
    let style = TerminalStyle.ofStandardOutput
    let time = TimeText.current
    if queue.owed.isEmpty, queue.deliveries.isEmpty, OnceCommand.isInteractive {
      Output.errorLine(
        "nothing is owed, and no delivery is pending or parked", level: .notice)
    }
    for owed in queue.owed {
      write(
        [
          "owed", owed.source, owed.id, attempts(owed.attempts, next: owed.nextAttempt, time),
          owed.text ?? owed.link,
        ], color: .yellow, error: owed.error, style)
    }
    let waits = QueueWaits(queue, configuration, now: time.now)
    for delivery in queue.deliveries {
      write(
        [
          delivery.state, delivery.hook, delivery.event, delivery.source,
          "\(delivery.id)-r\(delivery.revision)",
          attempts(delivery.attempts, next: delivery.nextAttempt, time),
        ] + waits.texts(of: delivery, time), color: delivery.state == "parked" ? .red : nil,
        error: delivery.error, style)
    }
    for (count, things) in [(queue.owed.count, "articles"), (queue.deliveries.count, "deliveries")]
    where count >= QueueReport.maximumCount {
      Output.line("only the first \(count) \(things) are listed; “ledewatch status” counts all")
    }
    let hooks = Set(queue.deliveries.map(\.hook)).subtracting(configuration.hooks.map(\.name))
    for hook in hooks.sorted() {
      Output.line(Terminal.safe(StatusScreen.noteOnRemovedHook(hook), width: 300))
    }
  }

  private func attempts(_ count: Int, next: String?, _ time: TimeText) -> String {
    guard count > 0 else { return "not tried yet" }
    return "\(counted(count, "attempt")) failed"
      + (next.map { ", next at \(time.clock(rfc3339: $0))" } ?? "")
  }

  /// Writes columns, the first of which may have a color, and below them an error.
  private func write(
    _ columns: [String], color: TerminalStyle.Color?, error: String?, _ style: TerminalStyle
  ) {
    let maximum = min(100, style.width - 4)
    let cells = columns.enumerated().map { index, text in
      (style.isolated(Terminal.fitted(text, to: maximum)), index == 0 ? color : nil)
    }
    // Without a terminal, a row is one line.
    let row = style.isTerminal ? style : TerminalStyle(width: .max, isColored: false)
    let errors = error.map { style.wrapped(Terminal.safe($0, width: 300), indent: 4) } ?? []
    for line in row.joined(cells, indent: 4) + errors { Output.styledLine(line) }
  }
}
