import Basics
import Settings

extension HookTarget {
  /// A hash that changes with the receiver: its program or its URL.
  var stableHash: Int64 {
    switch self {
    case .program(let program): StableHash.of(program.argv.joined(separator: "\0"))
    case .webhook(let webhook): StableHash.of(webhook.url.string)
    case .chat(let chat):
      StableHash.of("\(chat.service.rawValue) \(chat.url?.string ?? "") \(chat.recipient ?? "")")
    }
  }
}
