import Basics

/// The configuration: the sources to watch, the hooks to call, and where data is stored.
package struct Configuration: Hashable, Sendable {
  package var sources: [Source]
  package var hooks: [Hook]
  /// The absolute path of the spool directory.
  package var spoolPath: String
  /// The absolute path of the directory that holds the ledger and captured pages.
  package var statePath: String
  /// The files that a spool entry contains in addition to `article.json`.
  package var formats: Set<EntryFormat>
  /// The number of hosts that are contacted at the same time.
  package var concurrency: Int
  /// The number of days for which an article is remembered after it was last listed.
  package var retentionDays = 400
  /// The free space of the file systems of spool and state below which no article is fetched, in bytes.
  package var minimumFreeBytes = Configuration.defaultMinimumFreeBytes
  /// The limits of what is stored.
  package var keep = KeepSettings()
  /// Whether an entry is removed from `new/` when all its deliveries have succeeded.
  package var removesDeliveredEntries = false
  /// Whether a file says `sources: []`, so that a configuration without sources is intended.
  package var saysNoSources = false
  /// The dead man's switch.
  package var ping = PingSettings()
  /// The places where the state of the process can be read.
  package var monitoring = MonitoringSettings()
  /// The files from which the configuration was loaded, in order; empty without a file.
  package var files: [String]
  /// Settings that are allowed but probably not intended.
  package var warnings: [ConfigurationDiagnostic]

  /// An entry has 100 kB and more.
  package static let defaultMinimumFreeBytes = 16 << 20

  package var sourceNames: Set<String> { Set(sources.map(\.name)) }

  package init(
    sources: [Source] = [], hooks: [Hook] = [], spoolPath: String, statePath: String,
    formats: Set<EntryFormat> = [.markdown], concurrency: Int = 16, files: [String] = [],
    warnings: [ConfigurationDiagnostic] = []
  ) {
    self.sources = sources
    self.hooks = hooks
    self.spoolPath = spoolPath
    self.statePath = statePath
    self.formats = formats
    self.concurrency = concurrency
    self.files = files
    self.warnings = warnings
  }

  /// The configuration of `once URL`, whose ledger and spool are below this state directory.
  package var adHoc: Configuration {
    var adHoc = self
    adHoc.statePath += "/once"
    adHoc.spoolPath = adHoc.statePath + "/spool"
    (adHoc.sources, adHoc.hooks, adHoc.files) = ([], [], [])
    (adHoc.ping, adHoc.monitoring) = (PingSettings(), MonitoringSettings())
    return adHoc
  }

  /// Tells hooks that write feeds the tags of their sources.
  mutating func tagFeeds() {
    let tags = Dictionary(
      uniqueKeysWithValues: sources.filter { !$0.tags.isEmpty }.map { ($0.name, $0.tags) })
    for index in hooks.indices {
      guard var feeds = hooks[index].target.feeds else { continue }
      feeds.tags = tags
      hooks[index].target = .feed(feeds)
    }
  }

  package var ledgerPath: String { statePath + "/ledger.sqlite" }
  package var revisionTextsPath: String { statePath + "/texts.sqlite" }
  package var archivePath: String { statePath + "/archive.sqlite" }
}
