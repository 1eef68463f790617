import Basics
import Settings

extension HookTarget {
  /// A hash that changes with the receiver: its program, its URL or its directory.
  var stableHash: Int64 {
    switch self {
    case .program(let program): StableHash.of(program.argv.joined(separator: "\0"))
    case .webhook(let webhook): StableHash.of(webhook.url.string)
    case .chat(let chat):
      StableHash.of("\(chat.service.rawValue) \(chat.url?.string ?? "") \(chat.recipient ?? "")")
    case .feed(let feeds): StableHash.of(feeds.directory)
    }
  }
}
