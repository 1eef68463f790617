import ArgumentParser
import News
import Settings
import Watch

/// The selectors for an article, from a configured source or from the command line.
struct ArticleOptions: ParsableArguments {
  @OptionGroup var sourceOptions: SourceOptions

  @Option(name: .long, help: "A CSS selector for the body, like “article: {body: …}” of a source.")
  var body: String?

  @Option(name: .long, help: "A CSS selector for the headline.")
  var headline: String?

  @Option(name: .long, help: "A CSS selector for the byline.")
  var byline: String?

  @Option(name: .long, help: "A CSS selector for the date.")
  var date: String?

  @Option(name: .long, help: "A CSS selector for the lede.")
  var lede: String?

  @Option(name: .long, help: "A CSS selector for elements to ignore; may be repeated.")
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

  /// Returns the context of the command line, completed by the settings of the named source.
  func context(_ reading: ReadingOptions) throws -> (context: ReadingContext, source: Source?) {
    var context = reading.context
    let source = try sourceOptions.selectedSource()
    if let source {
      let defaults = source.readingContext(now: context.now)
      if reading.timezone == nil { context.timeZone = defaults.timeZone }
      context.language = context.language ?? defaults.language
      context.dateOrder = context.dateOrder ?? defaults.dateOrder
      context.dateFormat = defaults.dateFormat
      context.article = defaults.article
      context.remoteImages = defaults.remoteImages
    }
    for case (let part, let css?) in selectors {
      context.article.selectors[part] = try PageSelector(css)
    }
    context.article.removed += try remove.map { css in try PageSelector(css) }
    return (context, source)
  }
}
