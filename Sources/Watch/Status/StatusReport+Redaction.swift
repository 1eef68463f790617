import Ledger

extension LockHolder {
  /// The holder with the name of its program and command only.
  var withoutArguments: LockHolder {
    LockHolder(
      pid: pid, command: command.split(separator: " ").prefix(2).joined(separator: " "),
      since: since)
  }
}

extension Status {
  var redacted: Status {
    var status = self
    status.holder = nil
    for i in sources.indices {
      status.sources[i].url = sources[i].url.withoutURLSecrets
      status.sources[i].reason = sources[i].reason?.withoutURLSecrets
      status.sources[i].hold = sources[i].hold?.withoutURLSecrets
      status.sources[i].movedTo = sources[i].movedTo?.withoutURLSecrets
      status.sources[i].seemsMovedTo = sources[i].seemsMovedTo?.withoutURLSecrets
      status.sources[i].error = sources[i].error?.withoutURLSecrets
      status.sources[i].gap = sources[i].gap?.withoutURLSecrets
    }
    for i in hooks.indices { status.hooks[i].error = hooks[i].error?.withoutOutput }
    return status
  }
}

extension ArticleHistory {
  var redacted: ArticleHistory {
    var history = self
    history.link = link?.withoutURLSecrets
    history.state = state.withoutURLSecrets
    for i in events.indices { history.events[i].note = events[i].note?.withoutURLSecrets }
    for i in deliveries.indices { history.deliveries[i].error = deliveries[i].error?.withoutOutput }
    return history
  }
}

extension QueueReport {
  var redacted: QueueReport {
    var queue = self
    for i in owed.indices {
      queue.owed[i].link = owed[i].link.withoutURLSecrets
      queue.owed[i].error = owed[i].error?.withoutURLSecrets
    }
    for i in deliveries.indices {
      queue.deliveries[i].error = deliveries[i].error?.withoutOutput
    }
    return queue
  }
}

extension String {
  /// The text without the user names, passwords, queries and fragments of the URLs in it. A query is
  /// replaced by `?…`.
  var withoutURLSecrets: String {
    var text = self
    return text.withUTF8 { bytes in
      let separator = Array("://".utf8)
      // Most texts have no URL, and most URLs have nothing secret.
      guard bytes.contains(UInt8(ascii: ":")),
        bytes.contains(where: { "?#@".utf8.contains($0) })
      else { return String(decoding: bytes, as: UTF8.self) }
      var result: [UInt8] = []
      var rest = bytes[...]
      while let colon = rest.indices.first(where: { rest[$0...].starts(with: separator) }) {
        result += rest[...(colon + 2)]
        rest = rest[(colon + 3)...]
        var url = rest.prefix { $0 > 0x20 && !"\"<>".utf8.contains($0) }
        if let quote = url.quoteStart { url = url[..<quote] }
        rest = rest[url.endIndex...]
        let authority = url.prefix { !"/?#".utf8.contains($0) }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { url = url[(at + 1)...] }
        if let query = url.firstIndex(where: { "?#".utf8.contains($0) }) {
          result += url[..<query]
          result += "?…".utf8
        } else {
          result += url
        }
      }
      return String(decoding: result + rest, as: UTF8.self)
    }
  }

  /// The ending of a hook, such as `exit status 1`, without what the hook wrote.
  fileprivate var withoutOutput: String {
    firstRange(of: ": ").map { String(self[..<$0.lowerBound]) } ?? self
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The start of the first curly quote, “ or ”.
  fileprivate var quoteStart: Int? {
    indices.first {
      self[$0...].starts(with: [0xE2, 0x80, 0x9C]) || self[$0...].starts(with: [0xE2, 0x80, 0x9D])
    }
  }
}
