import ArgumentParser
import Dates
import News
import Settings
import Watch

/// The rules for a listing, from a configured source or from the command line.
struct TeaserOptions: ParsableArguments {
  @OptionGroup var sourceOptions: SourceOptions

  @Option(name: .long, help: "A CSS selector for the element around each teaser.")
  var item: String?

  @Option(name: .long, help: "A CSS selector for the link, like “teasers: {link: …}” of a source.")
  var link: String?

  @Option(name: .long, help: "The attribute that contains the link (default: href).")
  var linkAttribute: String?

  @Option(name: .long, help: "A regular expression that finds the link in the attribute.")
  var linkPattern: String?

  @Option(name: .long, help: "A template for the link from the groups of the pattern: /article/$1.")
  var linkTemplate: String?

  @Option(name: .long, help: "A CSS selector for the headline.")
  var headline: String?

  @Option(name: .long, help: "A CSS selector for the lede.")
  var lede: String?

  @Option(name: .long, help: "A CSS selector for the date.")
  var date: String?

  @Option(name: .long, help: "The format of dates, as for strftime: %d.%m.%Y.")
  var dateFormat: String?

  @Option(name: .long, help: "A CSS selector for the image.")
  var image: String?

  @Option(name: .long, help: "A CSS selector for the link to the next page.")
  var next: String?

  func validate() throws {
    if linkTemplate != nil && linkPattern == nil {
      throw ValidationError("--link-template needs --link-pattern")
    }
    _ = try rules(overriding: nil)
    _ = try format()
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
      context.teaserRules = defaults.teaserRules
      context.remoteImages = defaults.remoteImages
    }
    context.dateFormat = try format() ?? context.dateFormat
    context.teaserRules = try rules(overriding: context.teaserRules)
    return (context, source)
  }

  // MARK: - Rules

  private func format() throws -> DateFormat? {
    guard let text = dateFormat else { return nil }
    do { return try DateFormat(text) } catch {
      throw validationError(text, error.column, error.message)
    }
  }

  private func rules(overriding base: TeaserRules?) throws -> TeaserRules? {
    var rules = base ?? TeaserRules()
    if let item { rules.item = try selector(item) }
    if let rule = try linkRule() { rules.link = rule }
    if let headline { rules.headline = PartRule(select: try selector(headline)) }
    if let lede { rules.lede = PartRule(select: try selector(lede)) }
    if let date { rules.date = PartRule(select: try selector(date)) }
    if let image { rules.image = PartRule(select: try selector(image)) }
    if let next { rules.next = PartRule(select: try selector(next)) }
    return rules.isEmpty ? nil : rules
  }

  private func linkRule() throws -> PartRule? {
    var rule = PartRule()
    rule.select = try link.map(selector)
    rule.attribute = linkAttribute?.lowercased()
    if let text = linkPattern {
      do { rule.pattern = try Pattern(text) } catch {
        throw validationError(text, error.column, error.message)
      }
    }
    if let text = linkTemplate, let pattern = rule.pattern {
      do { rule.template = try Template(text, groups: pattern.groupCount) } catch {
        throw validationError(text, error.column, error.message)
      }
    }
    return rule == PartRule() ? nil : rule
  }

  private func selector(_ css: String) throws -> PageSelector {
    do { return try PageSelector(css) } catch {
      throw validationError(css, error.column, error.message)
    }
  }

  private func validationError(_ text: String, _ column: Int, _ message: String) -> any Error {
    ValidationError("\(Terminal.safe(text)): column \(column): \(message)")
  }
}
