import Spool

/// A finding of `doctor`.
struct Finding: Hashable {
  /// The subject: `state`, `spool`, `clock` …
  var check: String
  var level: FindingLevel
  var message: String
  /// The steps that solve the problem; nil if there is none.
  var remedy: String?

  init(_ check: String, _ level: FindingLevel, _ message: String, remedy: String? = nil) {
    self.check = check
    self.level = level
    self.message = message
    self.remedy = remedy
  }

  var json: JSON {
    .object(optional: [
      ("check", .string(check)), ("level", .string(level.rawValue)), ("message", .string(message)),
      ("remedy", remedy.map(JSON.string)),
    ])
  }
}

/// The weight of a finding.
enum FindingLevel: String, Comparable {
  case ok, warning, error

  static func < (a: FindingLevel, b: FindingLevel) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .ok: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// The findings of one examination, in order.
struct Findings {
  private(set) var all: [Finding] = []

  var worst: FindingLevel { all.map(\.level).max() ?? .ok }

  mutating func ok(_ check: String, _ message: String) {
    all.append(Finding(check, .ok, message))
  }

  mutating func warn(_ check: String, _ message: String, remedy: String) {
    all.append(Finding(check, .warning, message, remedy: remedy))
  }

  mutating func fail(_ check: String, _ message: String, remedy: String) {
    all.append(Finding(check, .error, message, remedy: remedy))
  }

  mutating func add(_ findings: [Finding]) { all += findings }

  func count(_ level: FindingLevel) -> Int { all.count { $0.level == level } }

  /// Whether a check has found no problem so far.
  func isClean(_ check: String) -> Bool { !all.contains { $0.check == check && $0.level > .ok } }

  var json: JSON {
    .object([
      ("version", .integer(1)), ("level", .string(worst.rawValue)),
      ("findings", .array(all.map(\.json))),
    ])
  }
}
