import Basics
import GRDB

/// The end of the deliveries to a hook whose receiver wants no more messages.
package struct HookDisabling: Hashable, Sendable {
  /// The reason as a phrase for people.
  package var reason: String
  /// A hash of the settings of the receiver.
  package var target: Int64

  package init(reason: String, target: Int64) {
    self.reason = reason
    self.target = target
  }
}

extension LedgerStore {
  /// Returns the disabling of a hook; nil if it is not disabled.
  package nonisolated func disabling(ofHook name: String) async throws -> HookDisabling? {
    try await read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT disabled_reason, disabled_target FROM hook
          WHERE name = :name AND disabled_reason IS NOT NULL
          """, arguments: ["name": name])
      return row.map {
        HookDisabling(reason: $0["disabled_reason"], target: $0["disabled_target"] ?? 0)
      }
    }
  }

  /// Disables a hook, or enables it again.
  /// - Parameter disabling: nil to enable the hook.
  package func setDisabling(_ disabling: HookDisabling?, ofHook name: String) async throws {
    try await write("hook disabled") { db in
      try db.run(
        """
        INSERT INTO hook (name, delivered, disabled_reason, disabled_target)
        VALUES (:name, 0, :reason, :target)
        ON CONFLICT (name) DO UPDATE
          SET disabled_reason = excluded.disabled_reason, disabled_target = excluded.disabled_target
        """, ["name": name, "reason": disabling?.reason, "target": disabling?.target])
    }
  }
}
