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
    var result = ""
    var rest = self[...]
    while let scheme = rest.firstRange(of: "://") {
      result += rest[..<scheme.upperBound]
      rest = rest[scheme.upperBound...]
      let end = rest.firstIndex { $0.isWhitespace || "\"<>“”".contains($0) } ?? rest.endIndex
      var url = rest[..<end]
      let authorityEnd = url.firstIndex { "/?#".contains($0) } ?? url.endIndex
      if let at = url[..<authorityEnd].lastIndex(of: "@") { url = url[url.index(after: at)...] }
      if let query = url.firstIndex(where: { "?#".contains($0) }) {
        result += url[..<query] + "?…"
      } else {
        result += url
      }
      rest = rest[end...]
    }
    return result + rest
  }

  /// The ending of a hook, such as `exit status 1`, without what the hook wrote.
  fileprivate var withoutOutput: String {
    firstRange(of: ": ").map { String(self[..<$0.lowerBound]) } ?? self
  }
}
