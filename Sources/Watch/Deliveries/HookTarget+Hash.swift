import Basics
import Settings

extension HookTarget {
  /// A hash that changes with the receiver: its program, its URL, its directory or its addresses.
  var stableHash: Int64 {
    switch self {
    case .program(let program): StableHash.of(program.argv.joined(separator: "\0"))
    case .webhook(let webhook): StableHash.of(webhook.url.string)
    case .chat(let chat):
      StableHash.of("\(chat.service.rawValue) \(chat.url?.string ?? "") \(chat.recipient ?? "")")
    case .feed(let feeds): StableHash.of(feeds.directory)
    case .archive(let archive): StableHash.of(archive.url.string)
    case .objects(let store):
      StableHash.of("\(store.endpoint.string) \(store.bucket) \(store.prefix)")
    case .mail(let mail):
      StableHash.of(([mail.transport.receiver] + mail.recipients).joined(separator: "\0"))
    }
  }
}
