/// The entities that a document declares with their text.
///
/// The limits keep the text small however entities contain each other.
struct XMLEntities {
  private static let maximumCount = 64
  private static let maximumNameLength = 40
  private static let maximumTextLength = 1024
  /// The maximum number of bytes that all references of a document yield.
  private static let maximumTotal = 1 << 20

  private var texts: [[UInt8]: [UInt8]] = [:]
  private var total = 0

  var isEmpty: Bool { texts.isEmpty }

  /// Adds the entity of a declaration `<!ENTITY name "text">`. Those of the document type itself
  /// (`% name`) and external ones (`SYSTEM`) do not count.
  mutating func declare(_ declaration: ArraySlice<UInt8>) {
    guard texts.count < Self.maximumCount else { return }
    var rest = declaration.dropFirst(8)
    guard let first = rest.first, first <= 0x20 else { return }
    rest = rest.drop { $0 <= 0x20 }
    let name = Array(rest.prefix(Self.maximumNameLength).prefix { $0 > 0x20 && $0 != 0x25 })
    rest = rest.dropFirst(name.count).drop { $0 <= 0x20 }
    guard !name.isEmpty, let quote = rest.first, quote == 0x22 || quote == 0x27 else { return }
    rest = rest.dropFirst()
    let text = Array(rest.prefix(Self.maximumTextLength + 1).prefix { $0 != quote })
    guard text.count <= Self.maximumTextLength, texts[name] == nil else { return }
    let whole = expanded(text[...])
    if whole.count <= Self.maximumTextLength { texts[name] = whole }
  }

  /// Returns a text with the references to declared entities replaced by their texts.
  mutating func expanded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var at = text.startIndex
    while at < text.endIndex {
      if text[at] == UInt8(ascii: "&"), total < Self.maximumTotal {
        let name = text[(at + 1)...].prefix(Self.maximumNameLength).prefix { $0 != 0x3B }
        if name.endIndex < text.endIndex, text[name.endIndex] == 0x3B,
          let whole = texts[Array(name)]
        {
          out += whole
          total += whole.count
          at = name.endIndex + 1
          continue
        }
      }
      out.append(text[at])
      at += 1
    }
    return out
  }
}
