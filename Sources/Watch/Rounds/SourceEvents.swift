import Basics
import Dates
import Foundation
import Ledger
import Logging
import News
import Spool

/// What happens to a source: told to hooks like an article, and said once.
extension Round {
  /// - Parameter facts: what a program may want to know beside.
  func event(
    _ kind: EventKind, title: String, text: String, facts: [(String, JSON)] = []
  ) -> NewEvent {
    let id = ListingIntake.id(context.dependencies.random())
    let record = EventRecord(
      event: kind, id: id, source: source.entrySource, url: source.url, title: title, text: text,
      at: context.wall, facts: facts)
    return NewEvent(
      kind: kind, source: memory.id, publicID: id, at: context.wall, note: text,
      record: isTold(kind) ? record.json : nil, recipients: recipients(of: kind))
  }

  /// What a change of health tells hooks; nil where it is none of their business.
  func event(from before: Health, to health: Health, reason: String) -> NewEvent? {
    let kind: EventKind
    switch health {
    case .broken: kind = .sourceBroken
    case .blocked: kind = .sourceBlocked
    case .quiet: kind = .sourceQuiet
    case .ok where before.isIll || before == .quiet: kind = .sourceRecovered
    case .ok, .degraded, .paused: return nil
    }
    let title =
      kind == .sourceRecovered
      ? "\(source.name) is well again" : "\(source.name) is \(health.rawValue)"
    return event(
      kind, title: title, text: reason,
      facts: [("health", .string(health.rawValue)), ("was", .string(before.rawValue))])
  }

  /// What a listing that was read tells of its source: another place in the page, a gap.
  func note(_ intake: ListingIntake, _ after: inout SourceMemory) async throws -> [NewEvent] {
    var events: [NewEvent] = []
    if let event = noteRedesign(intake, &after) { events.append(event) }
    if let gap = try await intake.gap() {
      after.gap = RecordedGap(text: gap.text, since: context.wall, row: gap.row)
      let text = "\(gap.text): \(gap.why)"
      events.append(
        event(
          .gap, title: "\(source.name): \(gap.text)", text: text,
          facts: [
            ("at_least", .number(Int64(gap.least))), ("after", fact(gap.after)),
            ("before", fact(gap.before)),
          ]))
      tell(.gap, text)
    }
    return events
  }

  /// Said once when the teasers stand elsewhere in the page, and not when a page goes to and fro
  /// between two forms: these are kept as they are, for to keep up with each would cost a commit.
  private func noteRedesign(_ intake: ListingIntake, _ after: inout SourceMemory) -> NewEvent? {
    guard let place = intake.place else { return nil }
    guard let before = memory.layout.current else {
      after.layout.current = place
      return nil
    }
    guard !isKnown(place) else { return nil }
    after.layout.current = place
    after.layout.previous = before
    let text = "the teasers are found at \(place), no longer at \(before)"
    tell(.redesign, text)
    return event(
      .redesign, title: "\(source.name) has another design", text: text,
      facts: [("before", .string(before)), ("after", .string(place))])
  }

  private func fact(_ teaser: Teaser) -> JSON {
    .object(optional: [
      ("link", .string(teaser.link.string)),
      ("date", teaser.date.map { .string(RFC3339.partialString(from: $0)) }),
      ("text", .string(teaser.text)),
    ])
  }

  /// Whether the teasers have stood there before.
  func isKnown(_ place: String) -> Bool {
    [memory.layout.current, memory.layout.previous].contains {
      $0.map { Round.isAlike($0, place) } ?? false
    }
  }

  /// A class or two come and go with what a page shows; a redesign leaves little as it was.
  private static func isAlike(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Set(a.components(separatedBy: " > ")), Set(b.components(separatedBy: " > ")))
    return a.intersection(b).count * 2 > max(a.count, b.count)
  }

  private func tell(_ event: EventKind, _ reason: String) {
    context.tell(.source(source.name, event: event, reason: reason))
    context.log.warning(
      "\(event.rawValue)",
      metadata: ["source": "\(source.name)", "stage": "list", "reason": "\(reason)"])
  }
}
