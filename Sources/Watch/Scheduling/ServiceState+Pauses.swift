import Basics
import Dates
import Ledger
import Logging
import Settings

extension ServiceState {
  /// The sources to poll: those that neither the configuration nor a command has paused.
  var activeSources: [Source] {
    let paused = pauses
    return context.configuration.sources.filter {
      !$0.schedule.isPaused && paused[$0.name] == nil
    }
  }

  /// Loads the pauses from the ledger and logs what has changed. The known pauses stay if the ledger
  /// cannot be read.
  /// - Returns: Whether there is a change.
  @discardableResult
  func loadPauses() async -> Bool {
    let context = context
    let now = context.clock.timestamp
    guard let loaded = try? await context.ledger.pauses(now: now) else { return false }
    let known = pauses
    guard loaded != known else { return false }
    setPauses(loaded)
    for name in Set(known.keys).union(loaded.keys).sorted() where known[name] != loaded[name] {
      log(loaded[name], of: name, context)
    }
    return true
  }

  private func log(_ pause: SourcePause?, of name: String, _ context: RoundContext) {
    guard context.configuration.sourceNames.contains(name) else { return }
    var metadata: Logger.Metadata = [
      LogKind.metadataKey: .kind(.sourcePaused), "source": "\(name)",
    ]
    if let reason = pause?.reason { metadata["reason"] = "\(reason)" }
    context.log.notice("\(pause?.phrase ?? "resumed")", metadata: metadata)
  }
}

extension SourcePause {
  /// The pause as a phrase for people: `paused until 2026-03-14T10:15:00Z`.
  package var phrase: String {
    until.map { "paused until \(RFC3339.string(from: $0))" } ?? "paused until “ledewatch resume”"
  }
}
