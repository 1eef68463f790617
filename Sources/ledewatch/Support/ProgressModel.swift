import Basics
import Watch
import WebURL

/// The state of a work in progress, and its picture: events in, lines for a width and a time out.
struct ProgressModel {
  typealias Instant = ContinuousClock.Instant

  /// The round of a source, or the deliveries of a hook.
  private struct Row {
    var name: String
    var start: Instant
    var stage: String?
    var request: (url: WebURL, start: Instant)?
    var wait: RequestWait?
  }

  private let start: Instant
  private var rows: [Row] = []
  /// The number of sources of the run; nil if it does not end.
  private var sources: Int?
  private var (endedRounds, failedRounds) = (0, 0)
  private var (found, spooled, failed) = (0, 0, 0)

  /// The time after which a row is shown, so that short work does not flicker.
  private static let delay = Duration.milliseconds(400)
  /// The time after which a request is shown with the time that it takes.
  private static let slowRequest = Duration.seconds(3)

  init(start: Instant) { self.start = start }

  // MARK: - Events

  mutating func apply(_ event: ProgressEvent, at now: Instant) {
    switch event {
    case .begun(let count): sources = count
    case .round(let source, let step): apply(step, of: source, at: now)
    case .deliveries(let hook, let areRunning):
      let name = "hook \(hook)"
      if areRunning {
        update(name, at: now) { $0.stage = "deliveries" }
      } else {
        rows.removeAll { $0.name == name }
      }
    }
  }

  private mutating func apply(_ step: RoundStep, of source: String, at now: Instant) {
    switch step {
    case .begun: update(source, at: now) { _ in }
    case .loadingListing(let page, let count):
      let place = count.map { "page \(page) of \($0)" } ?? (page > 1 ? "page \(page)" : nil)
      begin("listing" + (place.map { ", \($0)" } ?? ""), of: source, at: now)
    case .found(let count): found += count
    case .fetchingArticle(let number, let count):
      begin("article \(number) of \(count)", of: source, at: now)
    case .recheckingArticle(let number, let count):
      begin("recheck \(number) of \(count)", of: source, at: now)
    case .spooledArticle: spooled += 1
    case .failedArticle: failed += 1
    case .requesting(let url):
      update(source, at: now) { ($0.request, $0.wait) = ((url, now), nil) }
    case .waiting(let wait):
      update(source, at: now) { ($0.request, $0.wait) = (nil, wait) }
    case .ended(let isFailed):
      endedRounds += 1
      if isFailed { failedRounds += 1 }
      rows.removeAll { $0.name == source }
    }
  }

  private mutating func begin(_ stage: String, of source: String, at now: Instant) {
    update(source, at: now) { ($0.stage, $0.request, $0.wait) = (stage, nil, nil) }
  }

  private mutating func update(_ name: String, at now: Instant, _ change: (inout Row) -> Void) {
    let index = rows.firstIndex { $0.name == name } ?? rows.count
    if index == rows.count { rows.append(Row(name: name, start: now)) }
    change(&rows[index])
  }
}

// MARK: - The picture

extension ProgressModel {
  /// Returns the lines to be shown, each of at most a number of columns without its colors.
  /// - Parameter maximum: the largest number of lines. With one line, only the running rounds are shown.
  func lines(_ style: TerminalStyle, maximum: Int, at now: Instant) -> [String] {
    guard now - start >= ProgressModel.delay else { return [] }
    let shown = rows.filter { now - $0.start >= ProgressModel.delay }
    if maximum <= 1 { return statusLine(shown, style, at: now).map { [$0] } ?? [] }
    let head = header(style, at: now).map { [$0] } ?? []
    let room = maximum - head.count
    let visible = shown.count > room ? shown.prefix(room - 1) : shown[...]
    let nameWidth = min(
      visible.reduce(0) { max($0, Terminal.columns(of: $1.name)) }, style.width / 4)
    let rest = shown.count - visible.count
    return head + visible.map { line(of: $0, nameWidth, style, at: now) }
      + (rest > 0
        ? [style.colored(Terminal.fitted("and \(rest) more", to: style.width), .gray)] : [])
  }

  private func statusLine(_ rows: [Row], _ style: TerminalStyle, at now: Instant) -> String? {
    guard let row = rows.first else { return nil }
    if rows.count == 1 {
      return line(of: row, min(Terminal.columns(of: row.name), style.width / 4), style, at: now)
    }
    let names = rows.map(\.name).joined(separator: ", ")
    return Terminal.fitted("\(counted(rows.count, "round")): \(names)", to: style.width)
  }

  /// The numbers of the run, the most important ones first.
  private func header(_ style: TerminalStyle, at now: Instant) -> String? {
    guard let sources else { return nil }
    var parts: [(text: String, color: TerminalStyle.Color?)] = []
    if sources > 1 { parts.append(("\(endedRounds) of \(sources) sources", nil)) }
    if found > 0 { parts.append(("\(found) found", nil)) }
    if spooled > 0 { parts.append(("\(spooled) read", .green)) }
    if failed > 0 { parts.append(("\(failed) to be retried", .yellow)) }
    if failedRounds > 0 {
      parts.append((counted(failedRounds, "source") + " failed", .red))
    }
    parts.append((ProgressModel.clock(now - start), .gray))
    var (line, used) = ("", 0)
    for part in parts {
      let columns = Terminal.columns(of: part.text) + (used > 0 ? 2 : 0)
      guard used + columns <= style.width else { break }
      line += (used > 0 ? "  " : "") + style.colored(part.text, part.color)
      used += columns
    }
    return line
  }

  private func line(
    of row: Row, _ nameWidth: Int, _ style: TerminalStyle, at now: Instant
  ) -> String {
    let name = Terminal.padded(Terminal.fitted(row.name, to: nameWidth), to: nameWidth)
    let (activity, color) = activity(of: row, at: now)
    let stage = [row.stage, activity].compactMap(\.self).joined(separator: ": ")
    let text = Terminal.fitted(
      stage.isEmpty ? "begins" : stage, to: style.width - nameWidth - 2)
    return name + "  " + style.colored(text, color)
  }

  private func activity(of row: Row, at now: Instant) -> (String?, TerminalStyle.Color?) {
    if let wait = row.wait { return (ProgressModel.text(of: wait, at: now), .gray) }
    guard let (url, start) = row.request else { return (nil, nil) }
    let address = url.host + url.path
    guard now - start >= ProgressModel.slowRequest else { return (address, nil) }
    return ("\(TimeText.length(.seconds(Int64((now - start).seconds)))), \(address)", .yellow)
  }

  static func text(of wait: RequestWait, at now: Instant) -> String {
    switch wait {
    case .host(let host): "waiting for another request to \(host)"
    case .slot: "waiting for a free slot"
    case .pause(let host, let end):
      "waiting \(TimeText.length(end - now)) between requests to \(host)"
    case .confirmation(let end):
      "waiting \(TimeText.length(end - now)), then requesting the listing once more"
    }
  }

  /// Returns a time since the start: `0:42`, `1:02:03`.
  private static func clock(_ duration: Duration) -> String {
    let seconds = Int(max(0, duration.seconds))
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
    let shown = parts[0] > 0 ? parts[...] : parts[1...]
    return shown.enumerated().map { index, part in
      index > 0 && part < 10 ? "0\(part)" : "\(part)"
    }.joined(separator: ":")
  }
}
