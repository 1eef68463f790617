import Basics
import Foundation
import Settings

/// Access to the values of a file of another program, whatever their kind.
extension ForeignValue {
  /// The value of a key; nil for other values than mappings.
  subscript(key: String) -> ForeignValue? { pairs.first { $0.key == key }?.value }

  /// The pairs of a mapping; empty for other values.
  var pairs: [ForeignPair] {
    if case .mapping(let pairs) = self { pairs } else { [] }
  }

  /// The items of a list; a text is a list of one, and other values are empty.
  var items: [ForeignValue] {
    switch self {
    case .list(let items): items
    case .scalar(let text): text.isEmpty ? [] : [self]
    case .mapping: []
    }
  }

  /// The text of a scalar; nil for other values, and for an empty text.
  var text: String? {
    if case .scalar(let text) = self, !text.isEmpty { text } else { nil }
  }

  /// The texts of a list.
  var texts: [String] { items.compactMap(\.text) }

  /// Whether the value is a word for true.
  var isTrue: Bool { text.map { ["true", "yes", "on", "1"].contains($0.lowercased()) } ?? false }

  /// Whether the value is a word for false.
  var isFalse: Bool { text.map { ["false", "no", "off", "0"].contains($0.lowercased()) } ?? false }

  /// Whether nothing is set: an empty text, list or mapping, or false.
  var isUnset: Bool {
    switch self {
    case .scalar(let text): text.isEmpty || isFalse
    case .list(let items): items.isEmpty
    case .mapping(let pairs): pairs.isEmpty
    }
  }

  private static let maximumDepth = 64

  /// Parses JSON.
  init(json bytes: [UInt8]) throws(ImportError) {
    guard
      let root = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    else { throw ImportError("the file is not valid JSON") }
    self = ForeignValue(root, depth: 0)
  }

  private init(_ value: Any, depth: Int) {
    switch value {
    case _ where depth > ForeignValue.maximumDepth: self = .scalar("")
    case let text as String: self = .scalar(text)
    case let list as [Any]: self = .list(list.map { ForeignValue($0, depth: depth + 1) })
    case let mapping as [String: Any]:
      self = .mapping(
        mapping.sorted { $0.key < $1.key }
          .map { ForeignPair($0.key, ForeignValue($0.value, depth: depth + 1)) })
    case let number as NSNumber:
      // The type of a boolean number is that of a character.
      let isBool = ["c", "B"].contains(String(cString: number.objCType))
      self = .scalar(isBool ? (number.boolValue ? "true" : "false") : number.stringValue)
    default: self = .scalar("")
    }
  }
}
