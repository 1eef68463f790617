// A harness for libFuzzer that runs encodings, character references and selectors on arbitrary bytes.
// It uses internal declarations of the module; see README.md.
//
// The first byte of an input says what the rest is: below 40 text in an encoding by its place in
// the list, 40 or 41 a page whose encoding is sought, 42 a reference, more a selector.

@testable import HTML

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  guard let first = input.first else { return 0 }
  let rest = Array(input.dropFirst())
  switch first % 48 {
  case let index where Int(index) < Encoding.allCases.count:
    let encoding = Encoding.allCases[Int(index)]
    let decoded = encoding.decode(rest)
    let text = String(decoding: decoded.utf8, as: UTF8.self)
    require(Array(text.utf8) == decoded.utf8)
    if encoding == .utf8, !rest.starts(with: [0xEF, 0xBB, 0xBF]) {
      require(String(decoding: rest, as: UTF8.self) == text)
    }
  case 40, 41:
    let sniffed = Encoding.sniff(rest)
    require(Encoding(label: sniffed.encoding.name) == sniffed.encoding)
  case 42:
    rest.withUnsafeBufferPointer {
      if let found = NamedReference.match($0) { require(found.length <= rest.count) }
    }
  default:
    let text = String(decoding: rest, as: UTF8.self)
    guard let selector = try? Selector(text) else { return 0 }
    let found = fuzzedPage.select(selector)
    require(fuzzedPage.first(selector)?.index == found.first?.index)
    if text.utf8.contains(where: { $0 == 0x3A || $0 == 0x26 || $0 == 0x5C }) { return 0 }
    let each = fuzzedPage.root.descendantElements.filter { $0.matches(selector) }
    require(each.map(\.index) == found.map(\.index))
  }
  return 0
}

private let fuzzedPage = Document(
  """
  <!DOCTYPE html><html lang=en><body class="a b"><div id=a><p class=a>x<b>y</b></p><p lang=de>z</p>
  <ul><li class=a><li><li hidden class="b a"><li><ul><li></ul></ul><form><input disabled><select>
  <option selected></select></form><svg><a xlink:href=x></a></svg></div><x-a b-c=d></x-a></body>
  """)
