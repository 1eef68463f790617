import ArgumentParser
import Dates
import Foundation
import News

struct ReadDate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "date",
    abstract: "Show how a date on a page is read, and why.")

  @OptionGroup var reading: ReadingOptions

  @Flag(name: .long, help: "Answer requests of standard input, one JSON object a line.")
  var batch = false

  @Argument(help: "The text that may be a date.")
  var text: [String] = []

  func validate() throws {
    if text.isEmpty != batch { throw ValidationError("give a text, or --batch") }
  }

  mutating func run() throws {
    let context = reading.context
    if batch { return ReadDate.serveBatch(context) }
    let read = DateParser(context).parse(text.joined(separator: " "))
    if let date = read.date {
      Output.line(
        "\(date.brief)  (\(date.precision.rawValue))  \(RFC3339.string(from: date, in: context.timeZone))"
      )
    } else {
      Output.line("no date")
    }
    Output.line(Terminal.safe(read.explanation))
    if read.date == nil { throw ExitCode.failure }
  }

  private struct BatchRequest: Decodable {
    var text: String
    var now: String?
    var lang: String?
    var order: String?
  }

  private static func serveBatch(_ context: ReadingContext) {
    // Most requests share one of a few settings, and a reader costs more than a reading.
    var readers: [[String?]: DateParser] = [:]
    Batch.serve(BatchRequest.self) { request, answer in
      let setting = [request.now, request.lang, request.order]
      let reader = try readers[setting] ?? DateParser(self.context(context, for: request))
      if readers.count < 1000 { readers[setting] = reader }
      let date = reader.parse(request.text).date
      answer.name("date")
      if let date { answer.value(date.day.description) } else { answer.null() }
      answer.field("time", date?.clock)
    }
  }

  private static func context(
    _ context: ReadingContext, for request: BatchRequest
  ) throws -> ReadingContext {
    var context = context
    if let now = request.now {
      guard let moment = ReadingOptions.instant(now) else {
        throw CommandError("now: not a moment such as 2026-03-14T12:00:00Z", .badData)
      }
      context.now = moment
    }
    if let language = request.lang { context.language = language }
    if let order = request.order { context.dateOrder = DateOrder(rawValue: order) }
    return context
  }
}
