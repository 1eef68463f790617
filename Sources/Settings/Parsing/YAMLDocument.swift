import Yams

/// The parsing of a file of YAML.
enum YAMLDocument {
  /// YAML's aliases multiply: each may stand for a node that holds more of them. This number is too
  /// small for that, and `defaults` makes aliases unnecessary.
  static let maximumAliases = 24
  /// The number of duplicate keys that are located; each costs one more pass of the parser.
  private static let maximumDuplicates = 20

  /// Parses a file. A byte order mark is skipped.
  /// - Returns: The root node; nil for a file that contains only comments.
  static func parse(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> Node? {
    let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes[3...] : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      throw ConfigurationError(diagnostics: [encodingDiagnostic(content, file: file)])
    }
    guard aliasCount(of: text) <= maximumAliases else {
      throw ConfigurationError(diagnostics: [
        .init(
          file: file,
          message: "more than \(maximumAliases) YAML aliases (*name); use “defaults” instead")
      ])
    }
    return try root(of: text, file: file)
  }

  private static func encodingDiagnostic(_ bytes: ArraySlice<UInt8>, file: String)
    -> ConfigurationDiagnostic
  {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    let column = String(decoding: lines[index], as: UTF8.self).unicodeScalars
      .prefix { $0 != "\u{fffd}" }.count
    return ConfigurationDiagnostic(
      file: file, line: index + 1, column: column + 1,
      message: "the file is not UTF-8; save it in that encoding")
  }

  /// Returns how often `*name` occurs where YAML expects an alias. Quoted texts may add a few.
  private static func aliasCount(of text: String) -> Int {
    var count = 0
    var previous = UInt8(ascii: "\n")
    for byte in text.utf8 {
      let mayPrecede = previous <= 0x20 || "[,{:".utf8.contains(previous)
      if byte == UInt8(ascii: "*") && mayPrecede { count += 1 }
      previous = byte
    }
    return count
  }

  /// Yams names a duplicate key but not where it occurs again. Replacing the first character of the
  /// first occurrence makes the text parse without moving anything; then the nodes tell.
  private static func root(of text: String, file: String) throws(ConfigurationError) -> Node? {
    var text = text
    var replacedKeys: [String: String] = [:]
    while true {
      // The basic resolver leaves plain scalars as text: only the setting decides on their type.
      let result = Result {
        try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      }
      switch result {
      case .success(let root):
        guard let root, !replacedKeys.isEmpty else { return root }
        var duplicates: [ConfigurationDiagnostic] = []
        findDuplicates(in: root, replacedKeys, file: file, &duplicates)
        throw ConfigurationError(diagnostics: duplicates)
      case .failure(let error):
        guard case YamlError.duplicatedKeysInMapping(let keys, let context) = error,
          let key = keys.first, replacedKeys.count < maximumDuplicates,
          let replacement = Unicode.Scalar(0xE000 + UInt32(replacedKeys.count)),
          let changed = text.replacingKey(key, at: context.mark, firstScalar: replacement)
        else {
          throw ConfigurationError(diagnostics: [.init(file: file, yaml: error, in: text)])
        }
        text = changed
        replacedKeys[
          String(replacement) + key.unicodeScalars.dropFirst().map(String.init).joined()] = key
      }
    }
  }

  private static func findDuplicates(
    in node: Node, _ replacedKeys: [String: String], file: String,
    _ duplicates: inout [ConfigurationDiagnostic]
  ) {
    switch node {
    case .mapping(let mapping):
      var lines: [String: Int] = [:]
      for (key, value) in mapping {
        if let text = key.scalar?.string, let mark = key.mark {
          let name = replacedKeys[text] ?? text
          if let line = lines[name] {
            duplicates.append(
              .init(
                file: file, line: mark.line, column: mark.column,
                message: "duplicate key “\(name)”; the first is on line \(line)"))
          } else {
            lines[name] = mark.line
          }
        }
        findDuplicates(in: value, replacedKeys, file: file, &duplicates)
      }
    case .sequence(let sequence):
      for item in sequence { findDuplicates(in: item, replacedKeys, file: file, &duplicates) }
    default: break
    }
  }
}

extension String {
  /// Returns the text with the first scalar of the key at a mark replaced; nil if the mark does not
  /// point at the key as written.
  fileprivate func replacingKey(_ key: String, at mark: Mark, firstScalar: Unicode.Scalar)
    -> String?
  {
    guard var index = scalarIndex(line: mark.line, column: mark.column),
      index < unicodeScalars.endIndex
    else { return nil }
    if unicodeScalars[index] == "\"" || unicodeScalars[index] == "'" {
      index = unicodeScalars.index(after: index)
    }
    guard !key.isEmpty, unicodeScalars[index...].starts(with: key.unicodeScalars) else {
      return nil
    }
    var scalars = unicodeScalars
    scalars.replaceSubrange(index...index, with: [firstScalar])
    return String(scalars)
  }

  /// Returns the position of a line and column, both counted from 1.
  func scalarIndex(line targetLine: Int, column: Int) -> String.UnicodeScalarView.Index? {
    var line = 1
    var index = unicodeScalars.startIndex
    while line < targetLine {
      guard index < unicodeScalars.endIndex else { return nil }
      let scalar = unicodeScalars[index]
      index = unicodeScalars.index(after: index)
      // The line breaks of libyaml; CR LF is one.
      switch scalar {
      case "\r":
        if index < unicodeScalars.endIndex, unicodeScalars[index] == "\n" {
          index = unicodeScalars.index(after: index)
        }
        line += 1
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": line += 1
      default: break
      }
    }
    return unicodeScalars.index(
      index, offsetBy: column - 1, limitedBy: unicodeScalars.endIndex)
  }
}
