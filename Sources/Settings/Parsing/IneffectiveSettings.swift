/// Settings that are set but have no effect, because of other settings.
extension ConfigurationDraft {
  var ineffectiveSettings: [ConfigurationDiagnostic] {
    var found: [ConfigurationDiagnostic?] = []
    if ping.url == nil {
      found.append(given.diagnostic("ping_interval", "it has no effect without “ping”"))
    }
    switch monitoring.statusPage {
    case nil:
      found += ["status_page_mode", "status_page_hosts"].map {
        given.diagnostic($0, "it has no effect without “status_page”")
      }
    case .unix:
      found.append(
        given.diagnostic("status_page_hosts", "it has no effect if “status_page” is a socket"))
    case .ipv4, .ipv6:
      found.append(
        given.diagnostic("status_page_mode", "it has no effect if “status_page” is a port"))
    }
    return found.compactMap(\.self) + sources.flatMap(\.ineffectiveSettings)
      + hooks.flatMap(\.ineffectiveSettings)
  }
}

extension SourceDraft {
  fileprivate var ineffectiveSettings: [ConfigurationDiagnostic] {
    var found: [ConfigurationDiagnostic?] = []
    if !settings.schedule.isAdaptive {
      found += ["interval_shortest", "interval_longest"].map {
        given.diagnostic($0, "it has no effect without “interval: adaptive”")
      }
    }
    if settings.entries.media == .keep, settings.detection.remoteImages != .keep {
      found.append(given.diagnostic("media", "it has no effect without “remote_images: keep”"))
    }
    if settings.revisions.intervals.isEmpty {
      found.append(given.diagnostic("min_change", "it has no effect with “revisions: off”"))
    }
    return found.compactMap(\.self)
  }
}

extension HookDraft {
  fileprivate var ineffectiveSettings: [ConfigurationDiagnostic] {
    var found = ["events", "sources"].map {
      given.diagnostic(
        $0, "the list is empty, so the hook is never called",
        if: { $0.node.sequence?.isEmpty == true })
    }
    if timing.joinsAll {
      found.append(
        given.diagnostic("flood", "it has no effect with “digest” or “deliver: batch”"))
    }
    return found.compactMap(\.self)
  }
}

extension [String: SettingValue] {
  /// Returns a diagnostic for a setting; nil if it is not set, or has only the empty list that stands for
  /// its default.
  fileprivate func diagnostic(
    _ name: String, _ message: String,
    if condition: (SettingValue) -> Bool = { $0.node.sequence?.isEmpty != true }
  ) -> ConfigurationDiagnostic? {
    guard let value = self[name], condition(value) else { return nil }
    return value.diagnostic("\(name): \(message)")
  }
}
