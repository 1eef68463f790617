import HTML

extension TeaserBlock {
  /// The elements of a page that are known to be rows, or to be none.
  struct KnownRows {
    private var states: [Bool?]

    init(_ survey: PageSurvey) { states = [Bool?](repeating: nil, count: survey.nodes.count) }

    subscript(node: Int32) -> Bool? {
      get { states[Int(node)] }
      set { states[Int(node)] = newValue }
    }
  }

  /// The division of the texts of a block into paragraphs.
  struct ParagraphBuilder {
    let survey: PageSurvey
    let address: Int32
    let root: Int32
    /// The node to which places are relative.
    let placeRoot: Int32
    var isBroken = false
    private var last: Int32 = -1

    init(survey: PageSurvey, address: Int32, root: Int32, placeRoot: Int32) {
      self.survey = survey
      self.address = address
      self.root = root
      self.placeRoot = placeRoot
    }

    /// - Parameter rows: the rows of the page that are known so far.
    mutating func append(
      text i: Int, into paragraphs: inout [Paragraph], rows: inout KnownRows
    ) {
      let context = context(of: i, &rows)
      if context.isHeading, context.owner == last { isBroken = false }
      if context.owner != last || isBroken || paragraphs.isEmpty {
        var paragraph = Paragraph(node: Int32(i))
        paragraph.place = place(of: survey.nodes[i].parent)
        paragraphs.append(paragraph)
        last = context.owner
        isBroken = false
      }
      add(text: i, context, to: &paragraphs[paragraphs.count - 1])
    }

    private func add(text i: Int, _ context: TextContext, to paragraph: inout Paragraph) {
      let chars = Int32(survey.chars(in: i))
      survey.document[i].withText { paragraph.text.append(contentsOf: $0) }
      paragraph.chars += chars
      if context.link >= 0 {
        paragraph.linkChars += chars
      }
      if context.link >= 0, survey.links[Int(context.link)].address == address {
        let first = paragraph.ownChars > 0 ? paragraph.ownNodes.lowerBound : Int32(i)
        paragraph.ownNodes = first..<Int32(i) + 1
        paragraph.ownChars += chars
      }
      if context.isStrong {
        let first = paragraph.strongChars > 0 ? paragraph.strongNodes.lowerBound : Int32(i)
        paragraph.strongNodes = first..<Int32(i) + 1
        paragraph.strongChars += chars
      }
      paragraph.end = Int32(i) + 1
      if context.isDate { paragraph.isDateElement = true }
      if context.isHeading { paragraph.isHeading = true }
      if survey.dates(in: i) > 0 { paragraph.isDateLike = true }
    }

    private struct TextContext {
      /// The element whose texts form one paragraph with this one.
      var owner: Int32 = -1
      var link: Int32 = -1
      var isHeading = false
      var isStrong = false
      var isDate = false
    }

    private func context(of i: Int, _ rows: inout KnownRows) -> TextContext {
      var out = TextContext()
      var child = Int32(i)
      var node = survey.nodes[i].parent
      while node > 0 {
        let statistics = survey.nodes[Int(node)]
        if statistics.kind == .anchor {
          let found = survey.links(in: Int(node))
          if let first = found.first, survey.links[first].node == node { out.link = Int32(first) }
        } else if statistics.kind == .heading {
          out.isHeading = true
        } else if statistics.kind == .inline, isBold(node) {
          out.isStrong = true
        }
        if out.owner < 0 {
          let isInline = isInline(node, statistics.kind)
          if isRow(node, &rows) {
            out.owner = child
          } else if !isInline || statistics.isDate {
            out.owner = node
          }
        }
        if node <= root { break }
        if statistics.isDate { out.isDate = true }
        child = node
        node = statistics.parent
      }
      // A "read more" at the end of a lede is not part of it.
      if out.link >= 0, !survey.links[Int(out.link)].traits.isDisjoint(with: [.label, .repeated]) {
        out.owner = survey.links[Int(out.link)].node
      }
      return out
    }

    private func isInline(_ node: Int32, _ kind: ElementKind) -> Bool {
      switch kind {
      case .anchor, .inline, .time: true
      case .other:
        isInline(survey.document[Int(node)].name)
      default: false
      }
    }

    private func isInline(_ name: Name) -> Bool {
      Int(name.number) < Self.inlineNames.count && Self.inlineNames[Int(name.number)]
    }

    /// Whether each static name is that of an inline element; a table, because every text asks.
    private static let inlineNames: [Bool] = {
      let names: [Name] = [
        .abbr, .acronym, .bdi, .bdo, .big, .cite, .data, .del, .dfn, .ins, .kbd, .mark, .nobr, .q,
        .s, .samp, .strike, .tt, .u, .`var`,
      ]
      var table = [Bool](repeating: false, count: Int(names.map(\.number).max() ?? 0) + 1)
      for name in names { table[Int(name.number)] = true }
      return table
    }()

    /// Whether an element contains several elements with text and no text of its own. It displays
    /// them side by side, so that each is a paragraph, even a `span`.
    private func isRow(_ node: Int32, _ rows: inout KnownRows) -> Bool {
      if let known = rows[node] { return known }
      let isRow = hasSeveralParts(node)
      rows[node] = isRow
      return isRow
    }

    private func hasSeveralParts(_ node: Int32) -> Bool {
      var parts = 0
      var at = node + 1
      let end = survey.nodes[Int(node)].end
      // An element with this many parts would already have shown text of its own.
      while at < end, parts < 64 {
        if survey.chars(in: Int(at)) > 0 {
          if survey.document[Int(at)].isText { return false }
          parts += 1
        }
        at = survey.nodes[Int(at)].end
      }
      return parts > 1
    }

    private func column(of cell: Int32) -> UInt64 {
      let row = survey.nodes[Int(cell)].parent
      var at = row + 1
      var column: UInt64 = 0
      while at < cell, column < 64 {
        if survey.nodes[Int(at)].kind == .cell { column += 1 }
        at = survey.nodes[Int(at)].end
      }
      return column
    }

    /// Returns the place of a paragraph, whatever the type of its first word.
    private func placeWithoutType(of paragraph: Paragraph) -> UInt64 {
      var node = survey.nodes[Int(paragraph.node)].parent
      while node > placeRoot, isBold(node) { node = survey.nodes[Int(node)].parent }
      return place(of: node)
    }

    /// The number of preceding paragraphs among which those at the same place are counted, and the
    /// maximum count.
    private static let comparedParagraphs = 8
    private static let maximumOrdinal: UInt64 = 6

    /// Sets the places of all paragraphs. Several paragraphs of a block with the same names, such as
    /// lines or nameless boxes, have different places.
    func setPlaces(of paragraphs: inout [Paragraph]) {
      var bases: [UInt64] = []
      var ordinals: [UInt64] = []
      bases.reserveCapacity(paragraphs.count)
      ordinals.reserveCapacity(paragraphs.count)
      for k in paragraphs.indices {
        let isPartlyStrong = (1..<paragraphs[k].chars).contains(paragraphs[k].strongChars)
        let base = isPartlyStrong ? placeWithoutType(of: paragraphs[k]) : paragraphs[k].place
        let same = bases.suffix(Self.comparedParagraphs).lastIndex(of: base)
        let ordinal = same.map { min(ordinals[$0] + 1, Self.maximumOrdinal) } ?? 0
        bases.append(base)
        ordinals.append(ordinal)
        paragraphs[k].place = ordinal > 0 ? mixed(base, ordinal) : base
      }
    }

    private func isBold(_ node: Int32) -> Bool {
      let name = survey.document[Int(node)].name
      return name == .b || name == .strong
    }

    func place(of node: Int32) -> UInt64 {
      var hash: UInt64 = 0
      var at = node
      while at > placeRoot {
        hash = mixed(hash, UInt64(survey.nodes[Int(at)].signature))
        if survey.nodes[Int(at)].kind == .cell { hash = mixed(hash, column(of: at)) }
        at = survey.nodes[Int(at)].parent
      }
      return hash
    }
  }
}
