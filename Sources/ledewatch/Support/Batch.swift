import Foundation
import Spool

/// Batch mode: one JSON object per line on standard input and on standard output.
enum Batch {
  /// Answers each request with the members that `answer` returns, after the request's `id`. An error of
  /// one request becomes its `error` member.
  static func serve<Request: Decodable>(
    _: Request.Type, answer: (Request) throws -> [(name: String, value: JSON?)]
  ) {
    let decoder = JSONDecoder()
    while let line = readLine(strippingNewline: true) {
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      let data = Data(line.utf8)
      var id: JSON?
      var members: [(name: String, value: JSON?)]
      do {
        let envelope = try decoder.decode(Envelope<Request>.self, from: data)
        id = envelope.id?.json
        do {
          members = try answer(envelope.request)
        } catch {
          members = [("error", .string("\(error)"))]
        }
      } catch {
        id = (try? decoder.decode(Identified.self, from: data))?.id?.json
        members = [("error", .string("not a request: \(Batch.reason(of: error))"))]
      }
      Output.write(JSON.object(optional: [("id", id)] + members).serialized(.line))
    }
  }

  private static func reason(of error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "the field \"\(key.stringValue)\" is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")): \(context.debugDescription)"
    default: "not a JSON object"
    }
  }

  private struct Identified: Decodable {
    var id: BatchID?
  }

  /// A request and its id, decoded together.
  private struct Envelope<Request: Decodable>: Decodable {
    var id: BatchID?
    var request: Request

    init(from decoder: any Decoder) throws {
      id = try Identified(from: decoder).id
      request = try Request(from: decoder)
    }
  }
}

/// The id of a request, a string or a number; it is returned unchanged.
enum BatchID: Decodable {
  case text(String)
  case number(Int)

  var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .number(let number): .integer(Int64(number))
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }
}
