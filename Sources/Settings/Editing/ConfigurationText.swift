import Yams

/// The text of a configuration file, which is extended without a change of what it has: comments, order and
/// style stay.
package struct ConfigurationText: Sendable {
  /// The reason why a text cannot be extended.
  package struct EditError: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  package private(set) var text: String
  private let file: String
  private var lineBreak: String { text.contains("\r\n") ? "\r\n" : "\n" }

  /// - Parameter file: the path of the file, for errors.
  /// - Throws: `ConfigurationError` for a text that is no YAML.
  package init(_ text: String, file: String) throws(ConfigurationError) {
    self.text = text
    self.file = file
    _ = try YAMLDocument.parse(Array(text.utf8), file: file)
  }

  /// Adds sources after the last one.
  /// - Throws: `EditError` if the file has sources in a form that cannot be extended safely.
  package mutating func add(_ entries: [SourceEntry]) throws(EditError) {
    guard !entries.isEmpty else { return }
    let root = try rootMapping()
    var changed = lines
    let sources = root?.first { $0.key.scalar?.string == "sources" }
    if let sources {
      try insert(entries, into: &changed, key: sources.key, value: sources.value)
    } else {
      while changed.last?.isBlank == true { changed.removeLast() }
      if !changed.isEmpty { changed.append("") }
      changed += ["sources:"] + block(entries, indentation: 2)
    }
    let joined = changed.joined(separator: lineBreak) + lineBreak
    try verify(joined, adds: entries, to: root)
    text = joined
  }

  /// Returns the text with further sources; see ``add(_:)``.
  package func adding(_ entries: [SourceEntry]) throws(EditError) -> String {
    var copy = self
    try copy.add(entries)
    return copy.text
  }

  // MARK: - Lines

  private var lines: [String] {
    var lines = text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }
    ).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Returns the lines of entries; those with a comment are set apart by an empty line.
  private func block(_ entries: [SourceEntry], indentation: Int) -> [String] {
    var block: [String] = []
    for entry in entries {
      if !block.isEmpty { block.append("") }
      block += entry.lines(indentation: indentation)
    }
    return block
  }

  private func insert(
    _ entries: [SourceEntry], into lines: inout [String], key: Node, value: Node
  ) throws(EditError) {
    guard let keyLine = key.mark.map({ $0.line - 1 }), lines.indices.contains(keyLine) else {
      throw unsupported
    }
    switch value {
    case .sequence(let sequence) where !sequence.isEmpty && sequence.style != .flow:
      guard let mark = sequence[0].mark, let last = sequence.last?.mark,
        // YAML knows further line breaks, such as a carriage return alone.
        mark.line >= 1, last.line >= mark.line, last.line <= lines.count
      else { throw unsupported }
      guard let dash = lines[mark.line - 1].dashColumn else { throw unsupported }
      let end = end(ofItemAt: last.line - 1, dash: dash, in: lines)
      lines.insert(contentsOf: [""] + block(entries, indentation: dash), at: end)
    case .sequence(let sequence) where sequence.isEmpty:
      guard let opening = lines[keyLine].range(of: "[]") else { throw unsupported }
      lines[keyLine].removeSubrange(opening)
      lines[keyLine] = lines[keyLine].trimmingTrailingSpaces
      lines.insert(contentsOf: block(entries, indentation: 2), at: keyLine + 1)
    case .scalar(let scalar) where scalar.string.isEmpty && scalar.style == .plain:
      lines.insert(contentsOf: block(entries, indentation: 2), at: keyLine + 1)
    default: throw unsupported
    }
  }

  /// Returns the index of the line after an item: its lines are indented by more than its dash, and so are
  /// comments that directly follow them.
  private func end(ofItemAt first: Int, dash: Int, in lines: [String]) -> Int {
    var end = first + 1
    var isAfterBlank = false
    for index in (first + 1)..<max(first + 1, lines.count) {
      let line = lines[index]
      if line.isBlank {
        isAfterBlank = true
      } else if line.isComment {
        if !isAfterBlank, line.indentation > dash { end = index + 1 }
      } else if line.indentation > dash {
        end = index + 1
        isAfterBlank = false
      } else {
        break
      }
    }
    return end
  }

  private var unsupported: EditError {
    EditError(
      description:
        "\(file): “sources” is written in a form that cannot be extended; add the lines yourself")
  }

  // MARK: - Verification

  private func rootMapping() throws(EditError) -> Node.Mapping? {
    // Text over several lines ends with a line break if the file does.
    try rootMapping(of: text.hasSuffix("\n") ? text : text + lineBreak)
  }

  private func rootMapping(of text: String) throws(EditError) -> Node.Mapping? {
    let root: Node?
    do { root = try YAMLDocument.parse(Array(text.utf8), file: file) } catch { throw unsupported }
    guard let root else { return nil }
    if case .scalar(let scalar) = root, scalar.string.isEmpty { return nil }
    guard let mapping = root.mapping else { throw unsupported }
    return mapping
  }

  /// Throws unless a text has what this one has, and the entries.
  private func verify(
    _ changed: String, adds entries: [SourceEntry], to old: Node.Mapping?
  ) throws(EditError) {
    guard let new = try rootMapping(of: changed), let sources = new["sources"]?.sequence else {
      throw unsupported
    }
    let known = old?["sources"]?.sequence.map(Array.init) ?? []
    let others = { (mapping: Node.Mapping) in
      mapping.filter { $0.key.scalar?.string != "sources" }.map { [$0.key, $0.value] }
    }
    let added = sources.dropFirst(known.count)
    guard old.map({ others($0) == others(new) }) ?? (new.count == 1),
      Array(sources.prefix(known.count)) == known, added.count == entries.count,
      zip(added, entries).allSatisfy({ node, entry in
        node["name"]?.scalar?.string == entry.name
          && node["url"]?.scalar?.string == entry.url.string
          && node.mapping?.count == entry.settings.count + 2
      })
    else { throw unsupported }
  }
}

extension String {
  fileprivate var indentation: Int { prefix { $0 == " " }.count }

  fileprivate var isBlank: Bool { allSatisfy { $0 == " " || $0 == "\t" } }

  fileprivate var isComment: Bool { drop { $0 == " " || $0 == "\t" }.first == "#" }

  /// The column of the dash that begins the line, from 0.
  fileprivate var dashColumn: Int? {
    dropFirst(indentation).first == "-" ? indentation : nil
  }

  fileprivate var trimmingTrailingSpaces: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
