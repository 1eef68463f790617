import ArgumentParser

@main
struct Ledewatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledewatch",
    abstract: "Watch news listing pages that have no feed.",
    discussion: """
      Polls the listings of its configuration, sees which teasers are new by their date and lede, \
      reads each article, writes it to a spool directory and calls a hook.

      'ledewatch demo' shows it at work; 'ledewatch once URL' watches one page without any \
      configuration.
      """,
    version: "0.1.0",
    subcommands: [
      Run.self, Once.self, Check.self, ShowStatus.self, Teasers.self, ReadArticle.self,
      ReadDate.self, Tree.self, Explain.self, History.self, Difference.self, Queue.self,
      TryAgain.self,
      Backfill.self, Demo.self,
    ])
}
