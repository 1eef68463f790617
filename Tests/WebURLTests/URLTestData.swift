import Foundation

/// The test data of web-platform-tests for URLs. It is not part of the project: it lies beside it
/// in `shared/corpus/url-tests`, or in the folder that LEDEWATCH_SHARED names.
enum URLTestData {
  private static let folder: URL = {
    let named = ProcessInfo.processInfo.environment["LEDEWATCH_SHARED"].map { URL(filePath: $0) }
    let project = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let shared = named ?? project.deletingLastPathComponent().appending(path: "shared")
    return shared.appending(path: "corpus/url-tests")
  }()

  static let isAvailable = FileManager.default.fileExists(atPath: folder.path())

  /// A case of `urltestdata.json`: expected parts, or `failure`.
  struct ParsingCase: Decodable {
    var input: String
    var base: String?
    var href: String?
    var failure: Bool?
    var username: String?
    var password: String?
    var host: String?
    var hostname: String?
    var origin: String?
    var pathname: String?
    var search: String?
  }

  /// A case of `toascii.json` and `IdnaTestV2.json`: no output if the host is not valid.
  struct HostCase: Decodable {
    var input: String
    var output: String?
  }

  /// A case of `percent-encoding.json`: outputs by encoding.
  struct EncodingCase: Decodable {
    var input: String
    var output: [String: String]
  }

  /// Returns the cases of a file without the comments among them.
  static func cases<Case: Decodable>(_ name: String, of type: Case.Type) throws -> [Case] {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    let entries = try JSONDecoder().decode(
      [Entry<Case>].self, from: Data(replacingLoneSurrogates(in: text).utf8))
    return entries.compactMap(\.value)
  }

  private struct Entry<Case: Decodable>: Decodable {
    var value: Case?

    init(from decoder: any Decoder) throws {
      let isComment = (try? decoder.singleValueContainer().decode(String.self)) != nil
      value = isComment ? nil : try Case(from: decoder)
    }
  }

  /// Replaces escapes of surrogates without a partner by U+FFFD, as a conversion to scalar values
  /// does.
  private static func replacingLoneSurrogates(in text: String) -> String {
    let pair = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/
    let lone = /\\u[dD][89a-fA-F][0-9a-fA-F]{2}/
    var out = ""
    var rest = text[...]
    while let match = rest.firstMatch(of: lone) {
      out += rest[..<match.range.lowerBound]
      rest = rest[match.range.lowerBound...]
      if let whole = rest.prefixMatch(of: pair) {
        out += whole.output
        rest = rest[whole.range.upperBound...]
      } else {
        out += "\\uFFFD"
        rest = rest[match.range.upperBound...]
      }
    }
    return out + rest
  }
}
