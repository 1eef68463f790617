import ArgumentParser
import News

struct Teasers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the teasers that would be detected on a page.")

  @OptionGroup var input: PageInput
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var options: TeaserOptions

  @Flag(name: .long, help: "Write a JSON object instead of a table.")
  var json = false

  @Flag(name: .long, help: "Say which list won, by what, and what came second.")
  var explain = false

  mutating func run() async throws {
    let (context, source) = try options.context(reading)
    if input.batch { return Teasers.serveBatch(context) }
    let page = try await input.page(for: source)
    let listing = Listing(page, context: context)
    if explain {
      Output.line(Terminal.safeLines("\(Listing.explain(page, context: context))"))
    } else if json {
      var line = JSONLine()
      line.object { $0.listing(listing) }
      line.end()
      Output.write(line.bytes)
    } else {
      TeaserTable(listing).write()
    }
    for fault in listing.ruleErrors where !explain && fault != listing.emptyReason {
      Output.complain(Terminal.safe("ledewatch: " + fault))
    }
    if listing.teasers.isEmpty {
      throw CommandError.nothing("list", listing.emptyReason ?? "no teasers", on: page)
    }
  }

  private struct BatchRequest: Decodable {
    var url: String?
    var path: String
    var charset: String?
  }

  private static func serveBatch(_ context: ReadingContext) {
    Batch.serve(BatchRequest.self) { request, answer in
      let page = try PageInput.read(request.path, url: request.url, charset: request.charset)
      answer.listing(Listing(page, context: context))
    }
  }
}

extension JSONLine {
  /// The fields of DESIGN 6: `items` and `next_page`.
  mutating func listing(_ listing: Listing) {
    name("items")
    array(listing.teasers) { teaser, out in
      out.object { item in
        item.field("url", teaser.link.string)
        item.field("title", teaser.headline)
        item.field("lede", teaser.lede)
        item.field("date", teaser.date?.brief)
        item.field("image", teaser.image)
      }
    }
    name("next_page")
    if let next = listing.nextPage { value(next.string) } else { null() }
    if !listing.feeds.isEmpty {
      name("feeds")
      array(listing.feeds) { feed, out in out.value(feed.string) }
    }
    field("empty_reason", listing.emptyReason)
    if !listing.ruleErrors.isEmpty {
      name("rule_faults")
      array(listing.ruleErrors) { fault, out in out.value(fault) }
    }
  }
}

/// The teasers for a person: a date and a lede a line, the link below.
private struct TeaserTable {
  let listing: Listing

  init(_ listing: Listing) { self.listing = listing }

  func write() {
    for teaser in listing.teasers {
      let date = teaser.date.map(\.brief) ?? "undated"
      let padding = String(repeating: " ", count: max(1, 18 - date.count))
      Output.line(date + padding + Terminal.safe(teaser.headline ?? teaser.text, width: 100))
      let indent = String(repeating: " ", count: 18)
      if teaser.headline != nil, let lede = teaser.lede {
        Output.line(indent + Terminal.safe(lede, width: 100))
      }
      Output.line(indent + Terminal.safe(teaser.link.string, width: 200))
    }
    if let next = listing.nextPage {
      Output.line("next page         " + Terminal.safe(next.string, width: 200))
    }
    for feed in listing.feeds {
      Output.line("feed              " + Terminal.safe(feed.string, width: 200))
    }
  }
}
