import HTML
import WebURL

/// Next pages without a visible link.
extension NextPageFinder {
  /// The maximum number of nodes after the list that are examined.
  private static let maximumNodes = 4_000
  /// The maximum number of nodes of one button.
  private static let maximumButton = 12

  /// Returns the address in a button that loads more teasers, or in a link for readers without
  /// scripts.
  func findUnlinked() -> WebURL? {
    let end = min(survey.document.nodeCount, listEnd + Self.maximumNodes)
    guard listEnd > 0, listEnd < end else { return nil }
    for i in listEnd..<end where survey.document[i].isElement {
      let node = survey.document[i]
      if let address = node.name == .noscript
        ? linkForReaders(in: node) : buttonAddress(of: node)
      {
        return address
      }
    }
    return nil
  }

  private func linkForReaders(in noscript: Node) -> WebURL? {
    for node in noscript.descendants.prefix(64) where node.isElement(.a) && isNext(node) {
      guard let address = node.withAttribute(.href, { base.resolving(utf8: $0) }) ?? nil,
        isNextPage(address)
      else { continue }
      return address
    }
    return nil
  }

  /// Returns the address in a data attribute of an element that is labelled as the way on, or in
  /// one that is named "next".
  private func buttonAddress(of node: Node) -> WebURL? {
    guard node.end - node.index <= Self.maximumButton else { return nil }
    var isLabelled: Bool?
    for attribute in node.attributes {
      guard attribute.withValue(Self.canBeAddress), attribute.localName.hasPrefix("data-") else {
        continue
      }
      if !attribute.localName.hasPrefix("data-next") {
        isLabelled = isLabelled ?? isNext(node)
        guard isLabelled == true else { continue }
      }
      if let address = base.resolving(attribute.value), isNextPage(address) { return address }
    }
    return nil
  }

  private static func canBeAddress(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    value.count <= 1_000 && value.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
      && value.contains { (0x30...0x39).contains($0) } && !value.contains(0x20)
      && !value.contains(UInt8(ascii: "{"))
  }

  private func isNextPage(_ address: WebURL) -> Bool {
    address != page && continues(address) && !teasers.contains { $0.link == address }
  }

  private func isNext(_ node: Node) -> Bool {
    guard node.end - node.index <= Self.maximumButton else { return false }
    let text =
      node.isElement(.input)
      ? node.withAttribute(.value) { FoldedText($0) } ?? FoldedText()
      : FoldedText(textOf: node, in: survey.document)
    return NextPageWords.next.contains(text.hash.value)
      || NextPageWords.more.contains(text.hash.value)
  }
}
