import Settings

/// The configuration that `init` and the first `add` write.
enum InitialConfiguration {
  /// - Parameter loader: the loader that knows the default directories.
  static func text(loader: ConfigurationLoader) -> String {
    let directories = loader.defaultDirectories
    return """
      # The configuration of Ledewatch. “ledewatch add URL” adds a page, “ledewatch edit” opens this file, and
      # “ledewatch check” checks it. All settings: ledewatch.yaml(5), or docs/configuration.md.

      # The directory of new articles (in its directory “new”), and that of the ledger.
      #spool: \((directories?.spool ?? "/var/spool/ledewatch").yamlScalar)
      #state: \((directories?.state ?? "/var/lib/ledewatch").yamlScalar)

      # Settings of all sources. “contact” is an address at which the owner of a site can reach you; it becomes
      # part of the user agent.
      #defaults:
      #  contact: https://example.org/about
      #  interval: 15m

      # The pages to watch.
      sources: []

      # What is called for each new article: a program, a webhook, a chat, a mail or a feed.
      # “ledewatch hook test NAME” tries one.
      #hooks:
      #  - name: phone
      #    chat: ntfy
      #    url: https://ntfy.sh
      #    to: a-name-that-nobody-guesses

      """
  }
}
