import HTML

/// The paragraphs, times and images of one teaser's block, in page order.
struct TeaserBlock {
  /// A run of text between two block boundaries.
  struct Paragraph {
    /// The index of the first text node.
    var node: Int32
    /// The end of the range of text nodes.
    var end: Int32 = 0
    var text: [UInt8] = []
    var chars: Int32 = 0
    var linkChars: Int32 = 0
    /// Characters inside links to the teaser's own address.
    var ownChars: Int32 = 0
    var isHeading = false
    /// Whether the text is inside an element named as a date.
    var isDateElement = false
    var isDateLike = false
    /// The number of digits.
    var digits: Int32 = 0
    /// A hash of the signatures from the block to the paragraph.
    var place: UInt64 = 0
    /// The suitability as headline and as lede, whatever the place.
    private(set) var headlinePoints = 0
    private(set) var ledePoints = 0

    fileprivate mutating func finish() {
      text.collapseSpaces()
      digits = Int32(text.count { (0x30...0x39).contains($0) })
      headlinePoints = pointsAsHeadline
      ledePoints = pointsAsLede
    }

    /// Points for a heading, for the text of the main link and for length; labels get a penalty.
    private var pointsAsHeadline: Int {
      var points = min(60, Int(chars))
      if isHeading { points += 60 }
      if ownChars > 0 { points += ownChars >= 12 || ownChars - digits >= 6 ? 60 : 10 }
      if isMostlyOtherLinks { points -= 60 }
      // A link may contain a date in its text; one that is only a date is short.
      if isDateLike || isDateElement, chars < (ownChars > 0 ? 20 : 40) { points -= 80 }
      if digits * 5 >= chars * 2 { points -= 40 }
      if chars < 40, LinkLabel.isLabel(FoldedText(text)) { points -= 120 }
      return points
    }

    private var pointsAsLede: Int {
      var points = min(200, Int(chars))
      if isMostlyOtherLinks { points -= 200 }
      if isDateElement { points -= 200 }
      if isDateLike, chars <= 60 { points -= 150 }
      return points
    }

    /// Whether the paragraph is mostly links to other addresses, such as a list of tags or authors.
    private var isMostlyOtherLinks: Bool { (linkChars - ownChars) * 2 > chars }
  }

  struct Time {
    var node: Int32
    var place: UInt64
  }

  var paragraphs: [Paragraph] = []
  var times: [Time] = []
  var images: [Int32] = []

  /// The maximum number of text nodes in one block.
  static let maximumTexts = 400

  init(_ range: Range<Int>, address: Int32, survey: PageSurvey) {
    // Places are relative to the parent, because a block may be a run of siblings.
    let root = survey.nodes[range.lowerBound].parent
    var builder = ParagraphBuilder(survey: survey, address: address, root: root)
    var texts = 0
    var i = range.lowerBound
    while i < range.upperBound, texts < TeaserBlock.maximumTexts {
      let statistics = survey.nodes[i]
      if statistics.kind == .invisible {
        i = Int(statistics.end)
        continue
      }
      switch statistics.kind {
      case .time:
        times.append(Time(node: Int32(i), place: builder.place(of: Int32(i))))
      case .image: images.append(Int32(i))
      case .lineBreak: builder.isBroken = true
      default: break
      }
      if survey.document[i].isText, survey.chars(in: i) > 0 {
        builder.append(text: i, into: &paragraphs)
        texts += 1
      }
      i += 1
    }
    for k in paragraphs.indices { paragraphs[k].finish() }
  }

  private struct ParagraphBuilder {
    let survey: PageSurvey
    let address: Int32
    let root: Int32
    var isBroken = false
    private var last: Int32 = -1
    private var rows: [Int32: Bool] = [:]

    init(survey: PageSurvey, address: Int32, root: Int32) {
      self.survey = survey
      self.address = address
      self.root = root
    }

    mutating func append(text i: Int, into paragraphs: inout [Paragraph]) {
      let context = context(of: i)
      if context.owner != last || isBroken || paragraphs.isEmpty {
        var paragraph = Paragraph(node: Int32(i))
        paragraph.place = place(of: survey.nodes[i].parent)
        paragraphs.append(paragraph)
        last = context.owner
        isBroken = false
      }
      let k = paragraphs.count - 1
      let chars = Int32(survey.chars(in: i))
      survey.document[i].withText { paragraphs[k].text.append(contentsOf: $0) }
      paragraphs[k].chars += chars
      if context.link >= 0 {
        paragraphs[k].linkChars += chars
      }
      if context.link >= 0, survey.links[Int(context.link)].address == address {
        paragraphs[k].ownChars += chars
      }
      paragraphs[k].end = Int32(i) + 1
      if context.isDate { paragraphs[k].isDateElement = true }
      if context.isHeading { paragraphs[k].isHeading = true }
      if survey.dates(in: i) > 0 { paragraphs[k].isDateLike = true }
    }

    private struct TextContext {
      /// The element whose texts form one paragraph with this one.
      var owner: Int32 = -1
      var link: Int32 = -1
      var isHeading = false
      var isDate = false
    }

    private mutating func context(of i: Int) -> TextContext {
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
        }
        if out.owner < 0 {
          let isInline =
            statistics.kind == .anchor || statistics.kind == .inline || statistics.kind == .time
          if isRow(node) {
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
      if out.link >= 0,
        survey.links[Int(out.link)].traits.isDisjoint(with: [.label, .repeated]) == false
      {
        out.owner = survey.links[Int(out.link)].node
      }
      return out
    }

    /// Whether an element contains several elements with text and no text of its own. It displays
    /// them side by side, so that each is a paragraph, even a `span`.
    private mutating func isRow(_ node: Int32) -> Bool {
      if let known = rows[node] { return known }
      var parts = 0
      var at = node + 1
      let end = survey.nodes[Int(node)].end
      // An element with this many parts would already have shown text of its own.
      while at < end, parts < 64 {
        if survey.chars(in: Int(at)) > 0 {
          if survey.document[Int(at)].isText {
            rows[node] = false
            return false
          }
          parts += 1
        }
        at = survey.nodes[Int(at)].end
      }
      rows[node] = parts > 1
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

    func place(of node: Int32) -> UInt64 {
      var hash: UInt64 = 0
      var at = node
      while at > root {
        hash = mixed(hash, UInt64(survey.nodes[Int(at)].signature))
        if survey.nodes[Int(at)].kind == .cell { hash = mixed(hash, column(of: at)) }
        at = survey.nodes[Int(at)].parent
      }
      return hash
    }
  }
}

extension [UInt8] {
  /// Replaces runs of white space, including no-break spaces, with one space and removes them at
  /// the ends.
  mutating func collapseSpaces() {
    var write = 0
    var pending = false
    var read = 0
    while read < count {
      let byte = self[read]
      let isNoBreak = byte == 0xC2 && read + 1 < count && self[read + 1] == 0xA0
      if byte <= 0x20 || isNoBreak {
        pending = write > 0
        read += isNoBreak ? 2 : 1
        continue
      }
      if pending {
        self[write] = 0x20
        write += 1
        pending = false
      }
      self[write] = byte
      write += 1
      read += 1
    }
    removeLast(count - write)
  }
}
