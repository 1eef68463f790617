/// Checks of the feeds that hooks write.
extension ConfigurationDraft {
  /// Hooks that write to one directory, hubs without addresses, and sources whose feeds would have the names of other feeds.
  var feedConflicts: [ConfigurationDiagnostic] {
    let directories = hooks.compactMap(\.feedDirectory)
    guard !directories.isEmpty else { return [] }
    var first: [String: SettingValue] = [:]
    var diagnostics: [ConfigurationDiagnostic] = []
    for directory in directories {
      let key = ConfigurationDraft.normalized(directory.value)
      if let other = first[key] {
        let place = "\(other.context.file):\(other.mark?.line ?? 0)"
        diagnostics.append(
          directory.origin.diagnostic(
            "feed: the hook at \(place) writes to this directory, too; each needs one of its own"))
      }
      first[key] = first[key] ?? directory.origin
    }
    for hook in hooks where hook.feeds.url == nil {
      if let hub = hook.given["feed_hub"] {
        diagnostics.append(
          hub.diagnostic("feed_hub: a hub needs the addresses of the feeds; set “feed_url”, too"))
      }
    }
    for name in sources.compactMap(\.name) where FeedSettings.isReserved(name.value) {
      diagnostics.append(
        name.origin.diagnostic(
          "a hook with “feed” gives the name “\(name.value)” to a file of another feed; rename the source"
        ))
    }
    return diagnostics
  }

  /// Returns an absolute path without empty components, `.` and `..`.
  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}

extension ConfigurationLoader {
  /// Returns a warning if a directory does not exist and cannot be made.
  func directoryWarning(_ directory: Located<String>) -> ConfigurationDiagnostic? {
    guard let reason = fileSystem.directoryError(directory.value) else { return nil }
    return directory.origin.diagnostic("cannot write feeds to \(directory.value): \(reason)")
  }
}
