import Basics
import Dates
import Ledger
import Logging
import Settings
import Spool

/// The removal of entries that are delivered or too old, as configured. Without a setting for it, entries
/// are left to their consumers.
actor SpoolUpkeep {
  /// The time between two removals by limits. Each visits all entries.
  private static let interval = Duration.seconds(600)
  private var lastRemoval: ContinuousClock.Instant?
  /// The number of deliveries that had succeeded at the last removal.
  private var lastDelivered: Int?
  private var isFailing = false

  /// Removes what is due. An error is logged when it begins; the next call tries again.
  func perform(_ context: RoundContext) async {
    do {
      if context.configuration.removesDeliveredEntries { try await removeDelivered(context) }
      try await removeExpired(context)
      isFailing = false
    } catch {
      context.log.log(
        level: isFailing ? .debug : .warning, "cannot remove entries of the spool; retrying later",
        metadata: ["stage": "spool", "reason": "\(error)"])
      isFailing = true
    }
  }

  private func removeDelivered(_ context: RoundContext) async throws {
    let count = try await context.ledger.deliveredCount()
    guard count != lastDelivered else { return }
    let delivered = try await context.ledger.deliveredEntries()
    try await remove(from: .new, "delivered", context) { delivered.contains($0) }
    lastDelivered = count
  }

  private func removeExpired(_ context: RoundContext) async throws {
    let keep = context.configuration.keep
    let limits: [(SpoolDirectory.Area, KeepLimits)] =
      [(.new, keep.new), (.cur, keep.cur)].compactMap { area, limits in limits.map { (area, $0) } }
    guard !limits.isEmpty || keep.pages != nil,
      lastRemoval.map({ context.clock.now - $0 >= SpoolUpkeep.interval }) ?? true
    else { return }
    let open = limits.isEmpty ? [] : try await context.ledger.undeliveredEntries()
    for (area, limits) in limits {
      let now = context.clock.timestamp
      let excess = try await context.spool.onDisk { spool in
        try limits.excess(of: spool.items(in: area, sized: limits.size != nil), now: now)
      }
      try await remove(from: area, "expired", context) {
        excess.contains($0) && !open.contains($0)
      }
    }
    if let limits = keep.pages {
      for name in limits.excess(of: context.pages.items(), now: context.clock.timestamp) {
        context.pages.remove(of: name)
      }
    }
    lastRemoval = context.clock.now
  }

  private func remove(
    from area: SpoolDirectory.Area, _ reason: String, _ context: RoundContext,
    where isDue: @escaping @Sendable (String) -> Bool
  ) async throws {
    let count = try await context.spool.onDisk { spool in
      var count = 0
      for entry in try spool.entries(in: area) where isDue(entry) {
        if try spool.remove(entry, from: area) { count += 1 }
      }
      return count
    }
    guard count > 0 else { return }
    context.log.info(
      "removed entries from the spool",
      metadata: ["stage": "spool", "area": "\(area)", "entries": "\(count)", "reason": "\(reason)"])
  }
}

/// An item of a collection with limits.
struct KeptItem: Hashable, Sendable {
  var name: String
  var time: Timestamp
  /// The size in bytes; 0 if it does not matter.
  var size: Int
}

extension KeepLimits {
  /// Returns the names of the items that exceed a limit, oldest first.
  func excess(of items: [KeptItem], now: Timestamp) -> Set<String> {
    var excess: Set<String> = []
    var (total, number) = (0, 0)
    for item in items.sorted(by: { ($0.time, $0.name) > ($1.time, $1.name) }) {
      total += item.size
      number += 1
      let isTooOld = age.map { now - item.time > $0 } ?? false
      if isTooOld || size.map({ total > $0 }) ?? false || count.map({ number > $0 }) ?? false {
        excess.insert(item.name)
      }
    }
    return excess
  }
}

extension SpoolDirectory {
  /// Returns the entries in a directory by the times in their names.
  fileprivate func items(in area: Area, sized: Bool) throws -> [KeptItem] {
    try entries(in: area).compactMap { name in
      EntryName.firstSeen(in: name).map {
        KeptItem(
          name: name, time: Timestamp(secondsSinceEpoch: Double($0)),
          size: sized ? size(of: name, in: area) ?? 0 : 0)
      }
    }
  }
}

extension CapturedPages {
  fileprivate func items() -> [KeptItem] {
    all().map {
      KeptItem(name: $0.source, time: Timestamp(secondsSinceEpoch: Double($0.time)), size: $0.bytes)
    }
  }
}
