import Foundation

/// Batch mode: one JSON object a line in, one a line out; a fault in one is its own `error` field.
enum Batch {
  /// Answers each request of standard input with the fields that `answer` adds beside `id`.
  static func serve<Request: Decodable>(
    _: Request.Type, answer: (Request, inout JSONLine) throws -> Void
  ) {
    let decoder = JSONDecoder()
    while let line = readLine(strippingNewline: true) {
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      let data = Data(line.utf8)
      var output = JSONLine()
      do {
        let asked = try decoder.decode(Asked<Request>.self, from: data)
        output.object { object in
          object.field("id", asked.id)
          do {
            try answer(asked.request, &object)
          } catch {
            object.field("error", "\(error)")
          }
        }
      } catch {
        output = JSONLine()
        output.object { object in
          object.field("id", (try? decoder.decode(Identified.self, from: data))?.id)
          object.field("error", "no request: \(Batch.reason(of: error))")
        }
      }
      output.end()
      Output.write(output.bytes)
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

  /// A request with its id, decoded at one go.
  private struct Asked<Request: Decodable>: Decodable {
    var id: BatchID?
    var request: Request

    init(from decoder: any Decoder) throws {
      id = try Identified(from: decoder).id
      request = try Request(from: decoder)
    }
  }
}

/// The id of a request, given back as it came: a string or a number.
enum BatchID: Decodable {
  case text(String)
  case number(Int)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }
}
