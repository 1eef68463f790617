import Basics

/// A receiver of events.
package struct Hook: Hashable, Sendable {
  /// A unique name, `[a-z0-9][a-z0-9._-]*`; the ledger stores deliveries under it.
  package var name: String
  package var target: HookTarget
  /// The time after which an attempt ends. The whole process group of a program is killed.
  package var timeout: Duration = .seconds(60)
  /// Delays between attempts at a delivery.
  package var retry = BackOff(initial: .seconds(30), maximum: .seconds(3600))
  /// The age at which a delivery is no longer retried and is recorded as failed.
  package var maximumAge: Duration = .seconds(7 * 86_400)
  /// The number of deliveries that run at the same time.
  package var concurrency = 1
  /// The times at which deliveries start, and which of them are joined.
  package var timing = HookTiming()
  /// Reminders repeat what is known, so they must be named.
  package var events = Set(EventKind.allCases).subtracting([.sourceReminder])
  /// The names of the sources whose events are delivered; nil for all.
  package var sources: Set<String>?
  /// The tags of which a source must have one; nil for all sources.
  package var tags: Set<String>?
  /// The conditions on new and revised articles; nil for none.
  package var filter: TextFilter?

  package init(name: String, target: HookTarget) {
    self.name = name
    self.target = target
  }

  /// Creates a hook that runs a program.
  package init(name: String, argv: [String]) {
    self.init(name: name, target: .program(HookProgram(argv: argv)))
  }
}

/// The kind of a hook, with its settings.
package enum HookTarget: Hashable, Sendable {
  /// A program is run.
  case program(HookProgram)
  /// The event is sent to a URL.
  case webhook(Webhook)
  /// A message is sent to a chat.
  case chat(Chat)
  /// The event is added to feeds.
  case feed(FeedSettings)
  /// A mail is sent.
  case mail(Mail)
  /// The address of the article is submitted to a web archive.
  case archive(WebArchive)
  /// The files of the entry are put into a store.
  case objects(ObjectStore)

  /// The program that is run; nil for other kinds.
  package var program: HookProgram? {
    if case .program(let program) = self { program } else { nil }
  }

  /// The feeds that are written; nil for other kinds.
  package var feeds: FeedSettings? {
    if case .feed(let feeds) = self { feeds } else { nil }
  }
}

/// A program that is run for events.
package struct HookProgram: Hashable, Sendable {
  /// The program (a path, or a name that is looked up in PATH) and its arguments; no shell is used.
  package var argv: [String]
  /// Variables that are added to the clean environment.
  package var environment: [String: String]

  package init(argv: [String], environment: [String: String] = [:]) {
    self.argv = argv
    self.environment = environment
  }
}
