import ArgumentParser
import News
import Settings
import Watch

/// Selectors to try on an article, from a source of the configuration or told on the command line.
struct ArticleOptions: ParsableArguments {
  @OptionGroup var chosen: SourceOptions

  @Option(name: .long, help: "A CSS selector for the body, as below “article” in a source.")
  var body: String?

  @Option(name: .long, help: "A CSS selector for the headline.")
  var headline: String?

  @Option(name: .long, help: "A CSS selector for the byline.")
  var byline: String?

  @Option(name: .long, help: "A CSS selector for the date.")
  var date: String?

  @Option(name: .long, help: "A CSS selector for the lede.")
  var lede: String?

  @Option(name: .long, help: "A CSS selector for what is not to be looked at; may be repeated.")
  var remove: [String] = []

  private var selectors: [(ArticleOverrides.Part, String?)] {
    [(.body, body), (.headline, headline), (.byline, byline), (.date, date), (.lede, lede)]
  }

  func validate() throws {
    for css in selectors.compactMap(\.1) + remove {
      do {
        _ = try PageSelector(css)
      } catch {
        throw ValidationError(
          "\(Terminal.safe(css)): column \(error.column): \(error.message)")
      }
    }
  }

  /// The source's settings, if one is named; the command line's options win over them.
  func context(_ reading: ReadingOptions) throws -> (context: ReadingContext, source: Source?) {
    var context = reading.context
    let source = try chosen.named()
    if let source {
      let its = source.readingContext(now: context.now)
      if reading.timezone == nil { context.timeZone = its.timeZone }
      context.language = context.language ?? its.language
      context.dateOrder = context.dateOrder ?? its.dateOrder
      context.dateFormat = its.dateFormat
      context.article = its.article
    }
    for case (let part, let css?) in selectors {
      context.article.selectors[part] = try PageSelector(css)
    }
    context.article.removed += try remove.map { css in try PageSelector(css) }
    return (context, source)
  }
}
