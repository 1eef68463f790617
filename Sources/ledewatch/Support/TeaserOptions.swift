import ArgumentParser
import Dates
import News
import Settings
import Watch

/// Rules to try on a listing, from a source of the configuration or told on the command line.
struct TeaserOptions: ParsableArguments {
  @OptionGroup var chosen: SourceOptions

  @Option(name: .long, help: "A CSS selector for what stands around each teaser.")
  var item: String?

  @Option(name: .long, help: "A CSS selector for the link, as below “teasers” in a source.")
  var link: String?

  @Option(name: .long, help: "The attribute the link is in (default: href).")
  var linkAttribute: String?

  @Option(name: .long, help: "A pattern (regular expression) that finds the link there.")
  var linkPattern: String?

  @Option(name: .long, help: "What is made of that: /article/$1.")
  var linkTemplate: String?

  @Option(name: .long, help: "A CSS selector for the headline.")
  var headline: String?

  @Option(name: .long, help: "A CSS selector for the lede.")
  var lede: String?

  @Option(name: .long, help: "A CSS selector for the date.")
  var date: String?

  @Option(name: .long, help: "How dates are written, by the letters of strftime: %d.%m.%Y.")
  var dateFormat: String?

  @Option(name: .long, help: "A CSS selector for the image.")
  var image: String?

  @Option(name: .long, help: "A CSS selector for the link to the next page.")
  var next: String?

  func validate() throws {
    if linkTemplate != nil && linkPattern == nil {
      throw ValidationError("--link-template needs --link-pattern")
    }
    _ = try rules(over: nil)
    _ = try format()
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
      context.teaserRules = its.teaserRules
    }
    context.dateFormat = try format() ?? context.dateFormat
    context.teaserRules = try rules(over: context.teaserRules)
    return (context, source)
  }

  // MARK: - Rules

  private func format() throws -> DateFormat? {
    guard let text = dateFormat else { return nil }
    do { return try DateFormat(text) } catch { throw wrong(text, error.column, error.message) }
  }

  private func rules(over its: TeaserRules?) throws -> TeaserRules? {
    var rules = its ?? TeaserRules()
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
        throw wrong(text, error.column, error.message)
      }
    }
    if let text = linkTemplate, let pattern = rule.pattern {
      do { rule.template = try Template(text, groups: pattern.groupCount) } catch {
        throw wrong(text, error.column, error.message)
      }
    }
    return rule == PartRule() ? nil : rule
  }

  private func selector(_ css: String) throws -> PageSelector {
    do { return try PageSelector(css) } catch {
      throw wrong(css, error.column, error.message)
    }
  }

  private func wrong(_ text: String, _ column: Int, _ message: String) -> any Error {
    ValidationError("\(Terminal.safe(text)): column \(column): \(message)")
  }
}
