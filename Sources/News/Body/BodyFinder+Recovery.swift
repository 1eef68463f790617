import HTML

/// Recovery of blocks that differ from the main text but belong to the body.
extension BodyFinder {
  /// Recovers block quotes, whatever wraps their lines, and embedded posts of social networks.
  mutating func restoreQuotations() {
    for i in mainColumn where boilerplate[i] == .dissimilar {
      guard let quote = quotation(around: i) else { continue }
      let isPost = tree.elements[quote].roles.contains(.embed)
      guard isPost || isTrusted(wrapper: wrapper(of: quote)) else { continue }
      boilerplate[i] = nil
    }
  }

  /// Returns the `blockquote` around a block.
  private func quotation(around i: Int) -> Int? {
    var index = tree.blocks[i].owner
    for _ in 0..<5 where index > container {
      if tree.elements[index].name == .blockquote { return index }
      index = tree.elements[index].parent
    }
    return nil
  }

  /// Recovers subheadings without a heading element: short lines with one signature, each above a
  /// paragraph of the body.
  mutating func restoreSubheadings() {
    var lines: [UInt64: (kept: [Int], others: Int)] = [:]
    for i in mainColumn where boilerplate[i] == .dissimilar {
      let signature = signature(tree.blocks[i].owner)
      if isSubheading(i) {
        lines[signature, default: ([], 0)].kept.append(i)
      } else {
        lines[signature, default: ([], 0)].others += 1
      }
    }
    for (kept, others) in lines.values where kept.count >= 2 && others == 0 {
      // Repeated lines are labels, such as "Advertisement".
      guard Set(kept.prefix(60).map(tree.string(of:))).count == min(kept.count, 60) else {
        continue
      }
      for i in kept { boilerplate[i] = nil }
    }
  }

  private func isSubheading(_ i: Int) -> Bool {
    let block = tree.blocks[i]
    guard i > mainColumn.lowerBound, i + 1 < mainColumn.upperBound,
      (6...110).contains(block.length),
      block.links == 0, prose[i + 1] > 0, isTrusted(i + 1), boilerplate[i + 1] == nil,
      prose[i - 1] > 0, isTrusted(i - 1)
    else { return false }
    let owner = tree.elements[block.owner]
    guard owner.blocks.count == 1 else { return false }
    return tree.withBytes(of: i) { bytes in
      bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 5 < bytes.count
        && !BoilerplatePhrases.leadsElsewhere(bytes) && !CreditWords.matches(bytes)
    } && !hasImageBefore(i)
  }

  private func hasImageBefore(_ i: Int) -> Bool {
    var (low, high) = (0, tree.images.count)
    while low < high {
      let middle = (low + high) / 2
      if tree.images[middle].block < i { low = middle + 1 } else { high = middle }
    }
    return low < tree.images.count && tree.images[low].block == i
  }
}
