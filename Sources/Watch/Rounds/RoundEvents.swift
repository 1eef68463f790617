import Basics
import Dates
import Foundation
import Ledger
import Logging
import News
import Spool

/// The events of a source, which hooks receive like articles.
extension Round {
  /// Creates an event of the source, with the record that hooks receive.
  /// - Parameter advice: a sentence that the text of the record has in addition.
  func event(
    _ kind: EventKind, title: String, text: String, advice: String? = nil,
    facts: EventRecord.Facts
  ) -> NewEvent {
    let id = ListingIntake.publicID(context.dependencies.random())
    let record = EventRecord(
      event: kind, id: id, source: source.entrySource, url: source.url, title: title,
      text: [text, advice].compactMap(\.self).joined(separator: "\n\n"),
      at: context.clock.timestamp, facts: facts)
    return NewEvent(
      kind: kind, source: memory.id, publicID: id, at: context.clock.timestamp, note: text,
      record: hasRecipients(kind) ? record.document.bytes : nil, recipients: recipients(of: kind))
  }

  /// Whether any hook receives this event.
  func hasRecipients(_ event: EventKind) -> Bool { !recipients(of: event).isEmpty }

  /// Returns the names of the hooks that receive this event.
  func recipients(of event: EventKind) -> [String] {
    context.configuration.recipients(of: event, source: source.name)
  }

  /// Returns the events that a listing causes: a redesign, a gap.
  func events(of intake: ListingIntake, _ after: inout SourceMemory) async throws -> [NewEvent] {
    var events: [NewEvent] = []
    if let event = redesign(intake, &after) { events.append(event) }
    if let gap = try await intake.gap() {
      after.gap = RecordedGap(
        text: gap.text, since: context.clock.timestamp, lastKnown: gap.lastKnown)
      let text = "\(gap.text): \(gap.reason)"
      events.append(
        event(
          .gap, title: "\(source.name): \(gap.text)", text: text,
          facts: .gap(atLeast: gap.minimumCount, after: gap.after, before: gap.before)))
      report(.gap, text)
    }
    return events
  }

  /// Reports once that an address is refused because its host was public when it was first seen, until
  /// a round reads the listing and is refused nothing.
  mutating func reportRefusedAddress() async throws {
    guard let error = report.refusal, let refused = error.refusedAddress else {
      guard report.didPoll, report.failure == nil, memory.refusedAddress != nil else { return }
      memory.refusedAddress = nil
      return try await context.ledger.record(memory)
    }
    guard memory.refusedAddress == nil else { return }
    memory.refusedAddress = refused.address
    let event = event(
      .privateAddress, title: "\(source.name): \(refused.host) has a private address",
      text: error.description, facts: .privateAddress(refused.address, host: refused.host))
    try await context.ledger.record(memory, event: event)
    context.deliveriesAreDue()
    context.tell(.source(source.name, event: .privateAddress, reason: error.description))
    log(.warning, "\(EventKind.privateAddress.rawValue)", error, kind: .sourceEvent)
  }

  /// Returns an event if the teasers have moved to a new place in the page. A page that alternates
  /// between two forms causes no further event, and no commit for each change.
  private func redesign(_ intake: ListingIntake, _ after: inout SourceMemory) -> NewEvent? {
    guard let place = intake.place else { return nil }
    // Only the first round decides that the teasers are in the front page.
    guard !intake.isFrontPage || !memory.rounds.isFirstDone else { return nil }
    guard let before = memory.layout.current else {
      after.layout.current = place
      return nil
    }
    guard !after.layout.contains(place) else { return nil }
    after.layout.current = place
    after.layout.previous = before
    let text = "the teasers are now found at \(place), no longer at \(before)"
    report(.redesign, text)
    return event(
      .redesign, title: "\(source.name) has a new design", text: text,
      facts: .redesign(place: place, previous: before))
  }

  private func report(_ event: EventKind, _ reason: String) {
    context.tell(.source(source.name, event: event, reason: reason))
    context.log.warning(
      "\(event.rawValue)",
      metadata: [
        LogKind.metadataKey: .kind(.sourceEvent), "source": "\(source.name)", "stage": "list",
        "reason": "\(reason)",
      ])
  }
}
