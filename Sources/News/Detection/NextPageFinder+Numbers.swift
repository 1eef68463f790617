import HTML
import WebURL

/// Rows of page numbers.
extension NextPageFinder {
  struct NumberedLink {
    var number: Int
    var node: Int32
    var address: WebURL
  }

  func pageNumber(of link: PageLink) -> NumberedLink? {
    guard link.chars <= 12 else { return nil }
    let text = link.folded
    // "Page 2" counts too, and "2 page".
    guard text.number > 0,
      (1...5).contains(text.finalDigits)
        && (text.isNumber || NextPageWords.page.contains(text.beforeDigits.value))
        || (1...5).contains(text.leadingDigits)
          && NextPageWords.page.contains(text.afterDigits.value)
    else { return nil }
    guard let address = resolve(link) else { return nil }
    return NumberedLink(number: text.number, node: link.node, address: address)
  }

  func voteByNumbers(_ links: [NumberedLink], _ vote: (WebURL?, Int) -> Void) {
    // Links with ascending numbers form one row of page numbers.
    var row: [NumberedLink] = []
    for link in links {
      if let last = row.last,
        link.number <= last.number || link.node - last.node > 60
      {
        voteByRow(row, vote)
        row = []
      }
      row.append(link)
    }
    voteByRow(row, vote)
  }

  private func voteByRow(_ row: [NumberedLink], _ vote: (WebURL?, Int) -> Void) {
    guard row.contains(where: { continues($0.address) }), let current = currentPage(of: row)
    else { return }
    guard let next = row.first(where: { $0.number == current + 1 }), continues(next.address) else {
      return
    }
    vote(next.address, Self.numberWeight)
  }

  private func currentPage(of row: [NumberedLink]) -> Int? {
    if let link = row.first(where: { $0.address == page }) { return link.number }
    let own = page.identityKey
    if let link = row.prefix(40).first(where: { $0.address.identityKey == own }) {
      return link.number
    }
    // A number without a link, inside the row or at its ends, is the current page.
    let first = Int(row[0].node)
    let last = Int(row[row.count - 1].node)
    let linked = Set(row.map(\.number))
    for i in max(1, first - 24)..<min(survey.nodes.count - 1, last + 24)
    where survey.document[i].isText && survey.linkChars(in: i) == 0 {
      let chars = survey.chars(in: i)
      guard (1...7).contains(chars) else { continue }
      let text = survey.document[i].withText { FoldedText($0) }
      let number = text.number
      if text.isNumber, !linked.contains(number),
        linked.contains(number + 1) || linked.contains(number - 1)
      {
        return number
      }
    }
    // A calendar marks several days.
    let marked = row.prefix(40).filter { isMarkedAsCurrent($0.node) }
    if marked.count == 1 { return marked[0].number }
    return row[0].number == 2 ? 1 : nil
  }

  /// Whether a link or the element around it is named as the current page.
  private func isMarkedAsCurrent(_ link: Int32) -> Bool {
    let node = survey.document[Int(link)]
    return [node, node.parent].compactMap(\.self).contains { node in
      node.hasAttribute(.ariaCurrent)
        || node.classes.prefix(8).contains { Self.currentNames.contains($0.lowercased()) }
    }
  }

  private static let currentNames: Set<String> = [
    "active", "aktiv", "cur", "current", "is-active", "on", "selected",
  ]
}

/// The numbers in the path and the query of an address.
struct AddressNumbers {
  /// A hash of the text around the numbers.
  let shape: UInt64
  let values: [Int]

  init(_ address: WebURL) {
    var shape = TextHash()
    var out: [Int] = []
    var value = 0
    var digits = 0
    for byte in address.pathAndQuery.utf8 {
      if (0x30...0x39).contains(byte) {
        if digits < 9 { value = value * 10 + Int(byte & 15) }
        digits += 1
        continue
      }
      if digits > 0 {
        out.append(value)
        shape.combine(0x23)
        value = 0
        digits = 0
      }
      shape.combine(UInt64(byte))
    }
    if digits > 0 {
      out.append(value)
      shape.combine(0x23)
    }
    self.shape = shape.value
    values = out
  }

  /// Whether the first number that differs is higher than in another address.
  func isHigher(_ other: AddressNumbers) -> Bool {
    zip(values, other.values).first { $0 != $1 }.map { $0 > $1 } ?? false
  }

  /// Whether another address is the same but for a lower number.
  func isLower(_ other: AddressNumbers) -> Bool { other.shape == shape && isHigher(other) }
}
