import Basics
import Ledger
import Watch

/// The status as text for people: the service, then the sources and hooks, those with problems first.
struct StatusScreen {
  let status: Status
  let verdict: StatusCheck
  let style: TerminalStyle
  let time: TimeText

  init(_ status: Status, _ verdict: StatusCheck, now: Timestamp, style: TerminalStyle) {
    self.status = status
    self.verdict = verdict
    self.style = style
    time = TimeText(now: now)
  }

  /// The lines of the screen, without control characters other than those of colors.
  var lines: [String] {
    header + [""] + sortedSources.flatMap(lines) + status.hooks.flatMap(lines)
  }

  func write() {
    for line in lines { Output.styledLine(line) }
  }

  // MARK: - The service

  private var header: [String] {
    var lines = style.wrapped(service.text, indent: 0).map { style.colored($0, service.color) }
    lines += style.wrapped(counts, indent: 0)
    lines += [("spool", status.spool), ("ledger", status.ledger)].flatMap { name, path in
      style.wrapped("\(name) \(Terminal.safe(path))", indent: 2)
    }
    for problem in verdict.problems where problem.subject == nil {
      lines += style.wrapped(Terminal.safe(problem.text, width: 300), indent: 2)
        .map { style.colored($0, .red) }
    }
    if let reportedAt = status.reportedAt {
      lines.append("  as of \(time.clock(reportedAt)), from the status file")
    }
    return lines
  }

  private var service: (text: String, color: TerminalStyle.Color?) {
    if let holder = status.holder { return ("running: \(Terminal.safe(holder))", nil) }
    switch status.mode {
    case .service?: return ("the service is stopped", .red)
    case .once?: return ("polled by “once”, as from cron", nil)
    case nil: return (status.hasLedger ? "nothing is running" : "nothing was polled yet", nil)
    }
  }

  /// The number of sources by health, and of what is open.
  private var counts: String {
    let health = Dictionary(grouping: status.sources, by: { StatusScreen.word($0.health) })
    let order = ["broken", "blocked", "degraded", "quiet", "unknown", "ok", "paused"]
    let parts = order.compactMap { word in health[word].map { "\($0.count) \(word)" } }
    let owed = status.sources.reduce(0) { $0 + $1.owed }
    let pending = status.hooks.reduce(0) { $0 + $1.pending }
    let open = [
      owed > 0 ? "\(counted(owed, "article")) to fetch" : nil,
      pending > 0 ? counted(pending, "delivery", plural: "deliveries") + " pending" : nil,
    ].compactMap(\.self)
    let sources = counted(status.sources.count, "source")
    return ([parts.isEmpty ? sources : "\(sources): \(parts.joined(separator: ", "))"] + open)
      .joined(separator: "; ")
  }

  static func word(_ health: Health?) -> String { health?.rawValue ?? "unknown" }

  static func color(_ health: Health?) -> TerminalStyle.Color? {
    switch health {
    case .ok?: .green
    case .degraded?, .quiet?: .yellow
    case .broken?, .blocked?: .red
    case .paused?, nil: .gray
    }
  }

  // MARK: - Sources

  /// The sources in the order of their problems, and within one level of their names in the
  /// configuration.
  private var sortedSources: [Status.SourceStatus] {
    let severities = verdict.problems.reduce(into: [String: StatusCheck.Severity]()) {
      severities, problem in
      guard let subject = problem.subject else { return }
      severities[subject] = max(severities[subject] ?? .ok, problem.severity)
    }
    return status.sources.enumerated().sorted { a, b in
      let (x, y) = (severities[a.element.name] ?? .ok, severities[b.element.name] ?? .ok)
      return x == y ? a.offset < b.offset : x > y
    }.map(\.element)
  }

  private func lines(of source: Status.SourceStatus) -> [String] {
    let width = status.sources.map(\.name.count).max() ?? 0
    let padded = min(width, 24)
    let name = Terminal.padded(source.name, to: padded)
    let word = Terminal.padded(StatusScreen.word(source.health), to: 8)
    let nextRound =
      source.health == .paused
      ? "not polled" : "next round \(StatusScreen.nextRound(of: source, in: status, time))"
    var columns: [(text: String, color: TerminalStyle.Color?)] = [
      (name, nil), (word, StatusScreen.color(source.health)),
      ("last article \(time.ago(source.lastNews))", nil), (nextRound, nil),
      ("\(source.spooled) spooled", nil),
    ]
    if source.owed > 0 { columns.append(("\(source.owed) owed", .yellow)) }
    return style.joined(columns, indent: 4) + details(of: source)
  }

  /// Returns when a source that is not paused is polled next. A stored time counts only while a service
  /// runs.
  static func nextRound(
    of source: Status.SourceStatus, in status: Status, _ time: TimeText
  ) -> String {
    if let next = source.nextRound, status.holder != nil { return time.ahead(next) }
    switch status.mode {
    case .once?: return "by cron"
    case .service?: return "not before the service runs"
    case nil: return "unknown"
    }
  }

  /// The problems of a source, each in its own lines.
  private func details(of source: Status.SourceStatus) -> [String] {
    StatusDetails(source, time: time).texts.flatMap {
      style.wrapped(Terminal.safe($0, width: 300), indent: 4)
    }
  }

  // MARK: - Hooks

  private func lines(of hook: Status.HookStatus) -> [String] {
    let isRemoved = hook.isConfigured == false
    let isFailing =
      hook.parked > 0 || hook.error != nil || hook.disabledReason != nil || isRemoved
    var columns: [(text: String, color: TerminalStyle.Color?)] = [
      ("hook \(hook.name)", isFailing ? .yellow : nil), ("\(hook.delivered) delivered", nil),
      ("\(hook.pending) pending", nil),
    ]
    if let next = hook.nextDigest { columns.append(("next digest at \(time.clock(next))", nil)) }
    if let end = hook.quietUntil { columns.append(("quiet until \(time.clock(end))", nil)) }
    if hook.parked > 0 { columns.append(("\(hook.parked) parked", .red)) }
    if hook.disabledReason != nil { columns.append(("disabled", .red)) }
    let notes = [
      hook.disabledReason.map {
        "disabled: \($0). “ledewatch retry --hook \(hook.name)” or another “post” enables it"
      }, hook.error, isRemoved ? StatusScreen.noteOnRemovedHook(hook.name) : nil,
    ]
    return style.joined(columns, indent: 4)
      + notes.compactMap(\.self).flatMap {
        style.wrapped(Terminal.safe($0, width: 300), indent: 4)
      }
  }

  /// Returns the note on a hook that has deliveries but is not configured any longer.
  static func noteOnRemovedHook(_ name: String) -> String {
    "hook “\(name)” is not configured: its deliveries wait until it is, and “ledewatch retry --drop --hook "
      + "\(name)” deletes them"
  }
}

/// The sentences for people about a source that is not as usual.
struct StatusDetails {
  let texts: [String]

  init(_ source: Status.SourceStatus, time: TimeText) {
    var texts: [String?] = []
    texts.append(source.pausedUntil.map { "paused until \(time.clock($0))" })
    if source.health != .ok {
      texts.append(
        source.reason.map { reason in
          let since = source.since.map { "since \(time.clock($0))" }
          let failures = source.failures > 1 ? "\(source.failures) failed rounds" : nil
          let facts = [since, failures].compactMap(\.self).joined(separator: ", ")
          return facts.isEmpty ? reason : "\(reason) (\(facts))"
        })
      texts.append(source.remedy.map { "to try: \($0)" })
      texts.append(source.page.map { "the page is kept at \($0)" })
    }
    texts.append(
      source.notBefore.map { until in
        "not polled before \(time.clock(until))" + (source.hold.map { ": \($0)" } ?? "")
      })
    texts.append(source.movedTo.map { "moved to \($0); change “url”" })
    texts.append(source.seemsMovedTo.map { "redirects to \($0), perhaps permanently" })
    texts.append(
      source.insecureRedirect.map { "redirects from https to \($0), which is not encrypted" })
    texts.append(
      source.garbled.flatMap { share in
        share > 0.001
          ? "\((share * 1000).rounded() / 10) % of the teasers' text cannot be decoded; setting “charset” may help"
          : nil
      })
    texts.append(source.error)
    texts.append(
      source.gap.map { gap in (source.gapSince.map { "since \(time.clock($0)): " } ?? "") + gap })
    self.texts = texts.compactMap(\.self)
  }
}
