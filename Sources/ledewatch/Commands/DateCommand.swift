import ArgumentParser
import Dates
import Foundation
import News
import Spool

struct DateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "date",
    abstract: "Show how the text of a date is parsed, and why.",
    discussion: """
      Examples:
        ledewatch date 14 March 2026
        ledewatch date "vor 3 Stunden" --language de --timezone Europe/Berlin
      """)

  @OptionGroup var reading: ReadingOptions

  @Flag(name: .long, help: "Answer requests from standard input, one JSON object per line.")
  var batch = false

  @Argument(help: "The text to parse.")
  var text: [String] = []

  func validate() throws {
    if text.isEmpty != batch { throw ValidationError("expected either a text or --batch") }
  }

  mutating func run() throws {
    let context = reading.context
    if batch { return DateCommand.serveBatch(context) }
    let result = DateParser(context).parse(text.joined(separator: " "))
    if let date = result.date {
      Output.line(
        "\(date.brief)  (\(date.precision.rawValue))  \(RFC3339.string(from: date, in: context.timeZone))"
      )
    } else {
      Output.line("no date")
    }
    Output.line(Terminal.safe(result.explanation))
    if result.date == nil { throw ExitCode.failure }
  }

  private struct BatchRequest: Decodable {
    var text: String
    var now: String?
    var lang: String?
    var order: String?
  }

  private static func serveBatch(_ context: ReadingContext) {
    // Most requests share one of a few settings, and creating a parser takes longer than parsing.
    var parsers: [[String?]: DateParser] = [:]
    Batch.serve(BatchRequest.self) { request in
      let setting = [request.now, request.lang, request.order]
      let parser = try parsers[setting] ?? DateParser(self.context(context, for: request))
      if parsers.count < 1000 { parsers[setting] = parser }
      let date = parser.parse(request.text).date
      return .members([
        ("date", date.map { .string($0.day.description) } ?? .null),
        ("time", date?.clock.map(JSON.string)),
      ])
    }
  }

  private static func context(
    _ context: ReadingContext, for request: BatchRequest
  ) throws -> ReadingContext {
    var context = context
    if let now = request.now {
      guard let instant = ReadingOptions.instant(now) else {
        throw CommandError("now: expected a time such as 2026-03-14T12:00:00Z", .badData)
      }
      context.now = instant
    }
    if let language = request.lang { context.language = language }
    if let order = request.order { context.dateOrder = DateOrder(rawValue: order) }
    return context
  }
}
