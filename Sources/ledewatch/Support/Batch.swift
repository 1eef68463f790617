import Foundation
import Spool
import Web

/// Batch mode: one JSON object per line on standard input and on standard output.
enum Batch {
  /// The answer to a request.
  enum Answer {
    /// The members that follow the `id`; those without a value are left out.
    case members([(name: String, value: JSON?)])
    /// One text, which is written piece by piece and never held as a whole. Each piece consists of
    /// whole characters.
    case text(name: String, pieces: (_ write: (UnsafeBufferPointer<UInt8>) -> Void) -> Void)
  }

  /// Answers each request, after the request's `id`. An error of one request becomes its `error`
  /// member.
  /// - Parameter maximumBytes: The maximum length of a line, `page_limit`. A longer one is skipped and
  ///   answered with an error.
  static func serve<Request: Decodable>(
    _: Request.Type, maximumBytes: Int = Files.maximumBytes, answer: (Request) throws -> Answer
  ) {
    let decoder = JSONDecoder()
    var lines = LineReader(maximumBytes: maximumBytes)
    var number = 0
    while let line = lines.next() {
      number += 1
      guard case .whole(let bytes) = line else {
        if case .tooLong(let beginning) = line {
          let limit = Measure.size(maximumBytes)
          write(error: "line \(number) is larger than page_limit, \(limit)", id: id(in: beginning))
        }
        continue
      }
      guard bytes.contains(where: { $0 > 0x20 }) else { continue }
      // Invalid UTF-8 is repaired.
      let data = Data(String(decoding: bytes, as: UTF8.self).utf8)
      do {
        let envelope = try decoder.decode(Envelope<Request>.self, from: data)
        let id = envelope.id?.json
        do {
          write(try answer(envelope.request), id: id)
        } catch {
          write(error: "\(error)", id: id)
        }
      } catch {
        let id = (try? decoder.decode(Identified.self, from: data))?.id?.json
        write(error: "not a request: \(Batch.reason(of: error))", id: id)
      }
    }
  }

  // MARK: - Answers

  private static func write(error: String, id: JSON?) {
    write(.members([("error", .string(error))]), id: id)
  }

  private static func write(_ answer: Answer, id: JSON?) {
    switch answer {
    case .members(let members):
      Output.write(JSON.object(optional: [("id", id)] + members).serialized(.line))
    case .text(let name, let pieces):
      // The object with an empty text ends with a quotation mark, a brace and a newline.
      let empty = JSON.object(optional: [("id", id), (name, .string(""))]).serialized(.line)
      var bytes = Array(empty.dropLast(3))
      pieces { piece in
        JSONText.appendContent(piece, to: &bytes)
        guard bytes.count >= pieceSize else { return }
        Output.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
      Output.write(bytes + empty.suffix(3))
    }
  }

  /// The number of bytes from which a part of an answer is written.
  private static let pieceSize = 1 << 16

  // MARK: - Requests

  /// Returns the id of a request of which only the beginning is known; nil unless it is the first
  /// member.
  static func id(in beginning: [UInt8]) -> JSON? {
    let decoder = JSONDecoder()
    for end in beginning.indices where beginning[end] == UInt8(ascii: ",") {
      let object = Data(beginning[..<end] + [UInt8(ascii: "}")])
      if let id = (try? decoder.decode(Identified.self, from: object))?.id { return id.json }
    }
    return nil
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
