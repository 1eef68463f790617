import HTML

/// Recovery of blocks that differ from the main text but belong to the body.
extension BodyFinder {
  /// Recovers block quotes, whatever wraps their lines, and embedded posts of social networks.
  mutating func keepQuotations() {
    for i in column where cut[i] == .stranger {
      guard let quote = quotation(around: i) else { continue }
      let isPost = outline.elements[quote].hints.contains(.embed)
      guard isPost || isTrusted(home: home(of: quote)) else { continue }
      cut[i] = nil
    }
  }

  /// Returns the `blockquote` around a block.
  private func quotation(around i: Int) -> Int? {
    var index = outline.blocks[i].owner
    for _ in 0..<5 where index > container {
      if outline.elements[index].name == .blockquote { return index }
      index = outline.elements[index].parent
    }
    return nil
  }

  /// Recovers subheadings without a heading element: short lines with one signature, each above a
  /// paragraph of the body.
  mutating func keepSubheadings() {
    var lines: [UInt64: (kept: [Int], others: Int)] = [:]
    for i in column where cut[i] == .stranger {
      let signature = signature(outline.blocks[i].owner)
      if isSubheading(i) {
        lines[signature, default: ([], 0)].kept.append(i)
      } else {
        lines[signature, default: ([], 0)].others += 1
      }
    }
    for (kept, others) in lines.values where kept.count >= 2 && others == 0 {
      // Repeated lines are labels, such as "Advertisement".
      guard Set(kept.prefix(60).map(outline.string(of:))).count == min(kept.count, 60) else {
        continue
      }
      for i in kept { cut[i] = nil }
    }
  }

  private func isSubheading(_ i: Int) -> Bool {
    let block = outline.blocks[i]
    guard i > column.lowerBound, i + 1 < column.upperBound, (6...110).contains(block.length),
      block.links == 0, prose[i + 1] > 0, isTrusted(i + 1), cut[i + 1] == nil,
      prose[i - 1] > 0, isTrusted(i - 1)
    else { return false }
    let owner = outline.elements[block.owner]
    guard owner.blocks.count == 1 else { return false }
    return outline.withBytes(of: i) { bytes in
      bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 5 < bytes.count
        && !Phrases.leadsElsewhere(bytes) && !Credits.names(bytes)
    } && !hasImageBefore(i)
  }

  private func hasImageBefore(_ i: Int) -> Bool {
    var (low, high) = (0, outline.images.count)
    while low < high {
      let middle = (low + high) / 2
      if outline.images[middle].block < i { low = middle + 1 } else { high = middle }
    }
    return low < outline.images.count && outline.images[low].block == i
  }
}
