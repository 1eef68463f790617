import ArgumentParser
import News
import Spool

struct TeasersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "teasers",
    abstract: "Show the teasers that are detected on a page.",
    discussion: """
      Examples:
        ledewatch teasers https://www.example.org/news/
        ledewatch teasers https://www.example.org/news/ --like "the harbour reopens"
        ledewatch teasers saved.html --url https://www.example.org/news/ --json
      """)

  @OptionGroup var input: PageInput
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var options: TeaserOptions

  @Option(
    name: .long,
    help: """
      A part of a headline, lede or address that the list has. The list that contains it is chosen, and the \
      setting that selects its items is written to standard error. Several of them choose several lists.
      """)
  var like: [String] = []

  @Flag(name: .long, help: "Write a JSON object instead of a table.")
  var json = false

  @Flag(name: .long, help: "Explain which list was chosen and why, and which was second.")
  var explain = false

  @Flag(
    name: .long,
    help: ArgumentHelp(
      "Write the candidates of each page with their features, for training.", visibility: .hidden))
  var candidates = false

  mutating func run() async throws {
    var (context, source) = try options.context(reading)
    if input.batch {
      return serveBatch(context, maximumBytes: PageInput.maximumBytes(for: source))
    }
    let page = try await input.page(for: source)
    if !like.isEmpty { context.teaserRules = try rules(on: page, context) }
    let listing = Listing(page, context: context)
    if explain {
      Output.line(Terminal.safeLines("\(Listing.explain(page, context: context))"))
    } else if json {
      Output.json(JSON.object(optional: listing.jsonMembers))
    } else {
      TeaserTable(listing, style: .ofStandardOutput).write()
    }
    for error in listing.ruleErrors
    where !explain && listing.emptyReason?.hasPrefix(error) != true {
      Output.errorLine(Terminal.safe("ledewatch: list: " + error))
    }
    if let ignored = listing.ignoredLinks, !explain, !listing.teasers.isEmpty {
      Output.errorLine("ledewatch: list: " + ignored)
    }
    if listing.teasers.isEmpty {
      throw CommandError.notFound(
        "list", listing.emptyReason ?? "no teasers", listing.obstacle, on: page, of: source)
    }
  }

  /// Returns rules that select the lists with the examples of `--like`.
  private func rules(on page: Page, _ context: ReadingContext) throws -> TeaserRules {
    let selectors = try like.map { try TeasersCommand.selector(like: $0, on: page, context) }
    for selector in selectors {
      Output.errorLine(Terminal.safe("selected by \(selector)"), level: .notice)
    }
    let css = selectors.map(\.css).joined(separator: ", ")
    Output.errorLine(
      Terminal.safe("teasers: {item: \(css.yamlScalar)}"), level: .notice)
    var rules = context.teaserRules ?? TeaserRules()
    rules.item = try PageSelector(css)
    return rules
  }

  private static func selector(
    like example: String, on page: Page, _ context: ReadingContext
  ) throws -> ItemSelector {
    let found = ListingExample(example, in: page, context: context)
    if let selector = found.selector, (try? PageSelector(selector.css)) != nil { return selector }
    throw CommandError(
      Terminal.safe(
        found.isFound
          ? "list: no list on the page contains “\(example)”; --item takes a CSS selector"
          : "list: the page does not contain “\(example)”"), .badData)
  }

  private struct BatchRequest: Decodable {
    var url: String?
    var path: String
    var charset: String?
  }

  private func serveBatch(_ context: ReadingContext, maximumBytes: Int) {
    let candidates = candidates
    Batch.serve(BatchRequest.self, maximumBytes: maximumBytes) { request in
      let page = try PageInput.read(
        request.path, url: request.url, charset: request.charset, maximumBytes: maximumBytes)
      return .members(
        candidates
          ? ListingCandidates(page, context: context).jsonMembers
          : Listing(page, context: context).jsonMembers)
    }
  }
}

extension Listing {
  /// The members of a listing's record.
  fileprivate var jsonMembers: [(name: String, value: JSON?)] {
    let items = teasers.map { teaser in
      JSON.object(optional: [
        ("url", .string(teaser.link.string)),
        ("title", teaser.headline.map(JSON.string)),
        ("lede", teaser.lede.map(JSON.string)),
        ("date", teaser.date.map { .string($0.brief) }),
        ("image", teaser.image.map(JSON.string)),
      ])
    }
    return [
      ("items", .array(items)),
      ("next_page", nextPage.map { .string($0.string) } ?? .null),
      ("feeds", feeds.isEmpty ? nil : .array(feeds.map { .string($0.string) })),
      ("empty_reason", emptyReason.map(JSON.string)),
      ("rule_errors", ruleErrors.isEmpty ? nil : .array(ruleErrors.map(JSON.string))),
    ]
  }
}

extension ListingCandidates {
  /// The members of the record of a page's candidates.
  fileprivate var jsonMembers: [(name: String, value: JSON?)] {
    func values(_ names: [String], _ values: [Double]) -> JSON {
      JSON.object(optional: zip(names, values).map { ($0, .number($1)) })
    }
    return [
      (
        "candidates",
        .array(
          groups.map { group in
            JSON.object(optional: [
              ("strategy", .string(group.strategy)), ("score", .number(group.score)),
              ("features", values(ListingCandidates.featureNames, group.features)),
              ("verdict", values(ListingCandidates.verdictNames, group.verdict)),
              ("links", .array(group.links.map(JSON.string))),
            ])
          })
      )
    ]
  }
}
