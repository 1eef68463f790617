import Yams

/// A value in a YAML or JSON file of another program.
package indirect enum ForeignValue: Hashable, Sendable {
  /// A text, a number or a word. Null is an empty text.
  case scalar(String)
  case list([ForeignValue])
  case mapping([ForeignPair])
}

/// A key of a mapping, and its value.
package struct ForeignPair: Hashable, Sendable {
  package var key: String
  package var value: ForeignValue

  package init(_ key: String, _ value: ForeignValue) {
    self.key = key
    self.value = value
  }
}

/// The documents of a YAML file of another program.
package enum YAMLStream {
  /// The largest number of values of a document, and of levels. Aliases stand for copies, so that a short
  /// text may have many values.
  private static let maximumValues = 200_000
  private static let maximumDepth = 64
  private static let maximumDocuments = 10_000

  /// Parses each document of a file. An error in one leaves the others.
  /// - Parameter file: the name of the file, for messages.
  package static func documents(
    of bytes: [UInt8], file: String
  ) -> [Result<ForeignValue, ConfigurationError>] {
    parts(of: bytes).prefix(maximumDocuments).compactMap { part in
      do throws(ConfigurationError) {
        guard let root = try YAMLDocument.parse(Array(part.bytes), file: file) else { return nil }
        var count = 0
        return .success(try value(of: root, file: file, depth: 0, &count))
      } catch {
        let diagnostics = error.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.line += diagnostic.line > 0 ? part.line : 0
          return diagnostic
        }
        return .failure(ConfigurationError(diagnostics: diagnostics))
      }
    }
  }

  /// Splits a file at the markers of documents, which are at the beginning of a line, and only there.
  /// - Returns: The documents, and the number of lines before each.
  private static func parts(of bytes: [UInt8]) -> [(bytes: ArraySlice<UInt8>, line: Int)] {
    var parts: [(bytes: ArraySlice<UInt8>, line: Int)] = []
    var (start, startLine) = (0, 0)
    var (lineStart, line) = (0, 0)
    while lineStart < bytes.count {
      let end = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let text = bytes[lineStart..<end]
      if isMarker(text) {
        parts.append((bytes[start..<lineStart], startLine))
        // Content may follow the marker on its line; the marker itself is dropped.
        (start, startLine) = (lineStart + 3, line)
      }
      lineStart = end + 1
      line += 1
    }
    parts.append((bytes[start...], startLine))
    return parts
  }

  private static func isMarker(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: Array("---".utf8)) || line.starts(with: Array("...".utf8)) else {
      return false
    }
    return line.dropFirst(3).first.map { $0 <= 0x20 } ?? true
  }

  private static func value(
    of node: Node, file: String, depth: Int, _ count: inout Int
  ) throws(ConfigurationError) -> ForeignValue {
    count += 1
    guard count <= maximumValues, depth <= maximumDepth else {
      throw ConfigurationError(diagnostics: [
        .init(file: file, message: "the document has too many values, or too many levels")
      ])
    }
    switch node {
    case .scalar(let scalar):
      let isNull = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
      return .scalar(isNull ? "" : scalar.string)
    case .sequence(let sequence):
      var items: [ForeignValue] = []
      for item in sequence {
        items.append(try value(of: item, file: file, depth: depth + 1, &count))
      }
      return .list(items)
    case .mapping(let mapping):
      var pairs: [ForeignPair] = []
      for (key, item) in mapping {
        guard let name = key.scalar?.string else { continue }
        pairs.append(
          ForeignPair(name, try value(of: item, file: file, depth: depth + 1, &count)))
      }
      return .mapping(pairs)
    case .alias: return .scalar("")
    }
  }
}
