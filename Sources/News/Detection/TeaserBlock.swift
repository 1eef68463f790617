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
    /// Characters in bold type, and the range of their text nodes.
    var strongChars: Int32 = 0
    var strongNodes: Range<Int32> = 0..<0
    /// The range of text nodes inside links to the teaser's own address.
    var ownNodes: Range<Int32> = 0..<0
    var isHeading = false
    /// Whether the text is inside an element named as a date.
    var isDateElement = false
    var isDateLike = false
    /// The number of digits.
    var digits: Int32 = 0
    /// A hash of the signatures from the block to the paragraph.
    var place: UInt64 = 0
    /// The number of the place among the places of the group.
    var slot: Int32 = 0
    /// A hash of the text without digits, signs and spaces.
    private(set) var wording: UInt64 = 0
    /// Whether the text ends with a full stop; the dots of a truncated text do not count.
    private(set) var endsSentence = false
    /// Whether the text is a web address.
    private(set) var isAddress = false
    /// The suitability as headline and as lede, whatever the place.
    private(set) var headlinePoints = 0
    private(set) var ledePoints = 0

    mutating func finish() {
      text.collapseSpaces()
      examineLetters()
      headlinePoints = pointsAsHeadline
      ledePoints = pointsAsLede
    }

    private mutating func examineLetters() {
      var hash = TextHash()
      var digits: Int32 = 0
      var spaces = 0
      var slashes = 0
      text.withUnsafeBufferPointer { text in
        for byte in text {
          if byte | 0x20 &- 0x61 < 26 {
            hash.combine(UInt64(byte | 0x20))
            continue
          }
          switch byte {
          case 0x20: spaces += 1
          case 0x30...0x39: digits += 1
          case 0x80...: hash.combine(UInt64(byte))
          case 0x2F: slashes += 1
          default: break
          }
        }
      }
      wording = hash.value
      self.digits = digits
      let count = text.count
      let last = text.last
      endsSentence =
        last == 0x2E && count > 1 && text[count - 2] != 0x2E
        || last == 0x82 && count > 2 && text[count - 2] == 0x80 && text[count - 3] == 0xE3
      isAddress = spaces == 0 && slashes > 0 && count >= 8 && hasFormOfAddress
    }

    /// Whether the text is a web address, with or without its scheme.
    private var hasFormOfAddress: Bool {
      let host = text.prefix { $0 != 0x2F && $0 != 0x3A }
      return text.starts(with: "http".utf8) && text.contains(0x3A)
        || host.dropFirst().dropLast().contains(0x2E) && host.allSatisfy { $0 < 0x80 }
    }

    /// The length from which a longer text is no better headline.
    private static let sufficientHeadline = 24

    /// Points for a heading, for the text of the main link and for length; labels get a penalty.
    private var pointsAsHeadline: Int {
      var points = min(Self.sufficientHeadline, Int(chars))
      if isMostlyDate { points -= 50 } else if isHeading { points += 60 }
      if ownChars > 0 { points += ownChars >= 12 || ownChars - digits >= 6 ? 60 : 10 }
      if isMostlyOtherLinks { points -= 60 }
      // A link may contain a date in its text; one that is only a date is short. A fifth of the
      // characters of "Posted on Tuesday, 17 March 2026" are digits.
      if isDateLike || isDateElement, chars < (ownChars > 0 ? 20 : 40) {
        points -= isDateElement || digits * 5 >= chars ? 80 : 30
      }
      if digits * 5 >= chars * 2 { points -= 40 }
      if chars < 40, LinkLabel.isLabel(FoldedText(text)) { points -= 120 }
      if isAddress { points -= 150 }
      return points
    }

    private var pointsAsLede: Int {
      var points = min(200, Int(chars))
      if isMostlyOtherLinks { points -= 200 }
      if isDateElement { points -= 200 }
      if isDateLike, chars <= 60 { points -= 150 }
      if isAddress { points -= 200 }
      return points
    }

    private var isMostlyDate: Bool { isDateLike && digits * 5 >= chars * 2 }

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
  /// The node to which places are relative: the element that is the block, because its classes may
  /// name its subject, or the parent of a run of siblings.
  let root: Int32
  let range: Range<Int>

  /// The maximum number of text nodes in one block.
  static let maximumTexts = 400

  /// - Parameter rows: the rows of the page that are known so far.
  init(_ range: Range<Int>, address: Int32, survey: PageSurvey, rows: inout KnownRows) {
    self.range = range
    let first = survey.nodes[range.lowerBound]
    let parent = first.parent
    // A block that is the link alone is also one of several siblings in other teasers.
    root =
      Int(first.end) == range.upperBound && first.kind != .anchor
      ? Int32(range.lowerBound) : parent
    var builder = ParagraphBuilder(
      survey: survey, address: address, root: parent, placeRoot: root)
    var texts = 0
    var i = range.lowerBound
    while i < range.upperBound, texts < TeaserBlock.maximumTexts {
      let statistics = survey.nodes[i]
      if statistics.kind == .invisible {
        appendImages(ofFallback: i, survey)
        i = Int(statistics.end)
        continue
      }
      switch statistics.kind {
      case .time:
        times.append(Time(node: Int32(i), place: builder.place(of: Int32(i))))
      case .image: images.append(Int32(i))
      case .lineBreak: builder.isBroken = true
      case .other where survey.document[i].name == .ampImg: images.append(Int32(i))
      default: break
      }
      if survey.document[i].isText, survey.chars(in: i) > 0 {
        builder.append(text: i, into: &paragraphs, rows: &rows)
        texts += 1
      }
      i += 1
    }
    builder.setPlaces(of: &paragraphs)
    for k in paragraphs.indices { paragraphs[k].finish() }
  }

  /// Adds the images of a `noscript` element, which stand in for one that a script loads.
  private mutating func appendImages(ofFallback i: Int, _ survey: PageSurvey) {
    guard survey.document[i].name == .noscript else { return }
    for node in survey.document[i].descendants.prefix(16) where node.isElement(.img) {
      images.append(Int32(node.index))
    }
  }
}

extension [UInt8] {
  /// Replaces runs of white space, including no-break spaces, with one space and removes them at
  /// the ends.
  mutating func collapseSpaces() {
    let length = withUnsafeMutableBufferPointer { $0.collapseSpaces() }
    removeLast(count - length)
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Returns the length of the text after its white space was collapsed.
  fileprivate func collapseSpaces() -> Int {
    var write = 0
    var pending = false
    var read = 0
    while read < count {
      let byte = self[read]
      if byte > 0x20, byte != 0xC2 || read + 1 == count || self[read + 1] != 0xA0 {
        if pending {
          self[write] = 0x20
          write += 1
          pending = false
        }
        self[write] = byte
        write += 1
        read += 1
      } else {
        pending = write > 0
        read += byte == 0xC2 ? 2 : 1
      }
    }
    return write
  }
}
