/// A regular expression that a person wrote for the pages of a site.
///
/// Understood are characters, `.`, classes (`[a-z]`, `[^"]`), `\d \w \s` and their opposites, `^ $
/// \b \B`, groups `(…)` and `(?:…)`, `|`, and `* + ? {n} {n,} {n,m}`, each also lazy (`*?`); `(?i)`
/// in front for letters in any case. References to groups and looks around are refused: with them
/// no bound on the time can be kept.
///
/// The time to match is proportional to the text, whatever the pattern and whatever the text: all
/// ways to match go forward together (Thompson, Pike), none is tried and taken back.
package struct Pattern: Hashable, Sendable, CustomStringConvertible {
  /// As written.
  package let description: String
  let program: PatternProgram

  /// Of longer texts, in Unicode scalars, the beginning is looked at.
  static let longestText = 4_096

  /// - Throws: ``PatternFault`` with the place of what is not understood.
  package init(_ text: String) throws(PatternFault) {
    description = text
    program = try PatternParser.compile(text)
  }

  /// The groups of the first match, the whole match first; nil where there is no match.
  func groups(in text: String) -> [String?]? {
    let scalars = Array(text.unicodeScalars.prefix(Pattern.longestText))
    guard let ends = PatternMatcher(program, scalars).run() else { return nil }
    return stride(from: 0, to: ends.count, by: 2).map { k in
      guard ends[k] >= 0, ends[k + 1] >= ends[k] else { return nil }
      var group = String.UnicodeScalarView()
      group.append(contentsOf: scalars[ends[k]..<ends[k + 1]])
      return String(group)
    }
  }

  /// Groups that the pattern has, the whole not counted.
  package var groupCount: Int { program.groups }

  package static func == (a: Pattern, b: Pattern) -> Bool { a.description == b.description }
  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

/// Why a text is no pattern, template or format, and where.
package struct PatternFault: Error, Hashable, Sendable {
  package var message: String
  /// The character the message is about, from 1.
  package var column: Int
}

/// What a pattern is compiled to.
struct PatternProgram: Sendable {
  enum Step: Sendable {
    case one(PatternSet)
    /// Both go on; the first is preferred.
    case split(Int, Int)
    case jump(Int)
    /// Remembers the place.
    case save(Int)
    case assert(Assertion)
    case match
  }

  enum Assertion: Sendable { case start, end, boundary, noBoundary }

  var steps: [Step] = []
  var groups = 0

  static let maximumSteps = 2_000
  static let maximumGroups = 20
}

/// A set of characters.
struct PatternSet: Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  mutating func add(_ scalar: Unicode.Scalar, anyCase: Bool) {
    ranges.append(scalar.value...scalar.value)
    guard anyCase else { return }
    for other in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
      if let one = other.unicodeScalars.first, other.unicodeScalars.count == 1 {
        ranges.append(one.value...one.value)
      }
    }
  }

  mutating func add(_ other: PatternSet) {
    ranges += other.isNegated ? other.complement : other.ranges
  }

  private var complement: [ClosedRange<UInt32>] {
    var out: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { out.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { out.append(next...0x10FFFF) }
    return out
  }

  static let digits = PatternSet(ranges: [0x30...0x39])
  static let spaces = PatternSet(ranges: [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x3000...0x3000])
  /// Letters of all scripts, as far as "beyond ASCII and no space" tells them.
  static let words = PatternSet(
    ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0x2FFF, 0x3001...0x10FFFF])
  static let any = PatternSet(ranges: [0x0A...0x0A], isNegated: true)

  func negated() -> PatternSet { PatternSet(ranges: ranges, isNegated: !isNegated) }
}
