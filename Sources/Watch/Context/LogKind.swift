import Logging

/// The kind of a log record, which its metadata names as `kind`. The journal stores its id, by which
/// `journalctl MESSAGE_ID=…` selects records and the catalog explains them.
package enum LogKind: String, CaseIterable, Sendable {
  case serviceStarted = "service-started"
  case configurationReloaded = "configuration-reloaded"
  case configurationRejected = "configuration-rejected"
  case articleSpooled = "article-spooled"
  case articleChanged = "article-changed"
  case articleFailed = "article-failed"
  case roundFailed = "round-failed"
  case healthChanged = "health-changed"
  case sourceEvent = "source-event"
  case sourcePaused = "source-paused"
  case storageFailed = "storage-failed"
  case hookFailed = "hook-failed"
  case serviceStalled = "service-stalled"
  case pingFailed = "ping-failed"
  case request

  /// The key of the metadata.
  package static let metadataKey = "kind"

  /// The message id. It never changes: `systemd/ledewatch.catalog` and the filters of operators contain it.
  package var messageID: String {
    switch self {
    case .serviceStarted: "bcac6ecae4be4492beb3e845d9f52ee5"
    case .configurationReloaded: "0b43e2e724fa45428660e66b3d407aff"
    case .configurationRejected: "ed59196cbc9840ebbe20fa475ad03c41"
    case .articleSpooled: "2a18bba477784c2b90163989464bc24e"
    case .articleChanged: "2c6aa1191e7d4f1bbb6a542bb0efe5d6"
    case .articleFailed: "befa92b2eeb8468a949c36ddbc8b2ba1"
    case .roundFailed: "67fe4012ef4948b09ddea31731d56c47"
    case .healthChanged: "e4a9ce18646b4b1786b3c65c6e004562"
    case .sourceEvent: "784ddff32a3e4feeb89544d54682654a"
    case .sourcePaused: "b9e0bed39d974db8bed09779501e2734"
    case .storageFailed: "0d964c290cbf477886efe397285c150b"
    case .hookFailed: "b9f9cb233a8442aeb7f3c739097d01ba"
    case .serviceStalled: "1fab7b96080b42cc82dfa7df56619dde"
    case .pingFailed: "0f4d9d1b54d14f759619706b0f2526a6"
    case .request: "b2d04f79cd9f4d1b8f739f39e3c4a7a3"
    }
  }
}

extension Logger.MetadataValue {
  /// Returns the metadata value of a kind.
  package static func kind(_ kind: LogKind) -> Logger.MetadataValue { .string(kind.rawValue) }
}
