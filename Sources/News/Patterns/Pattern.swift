/// A regular expression for the pages of a site, from the configuration.
///
/// The syntax consists of characters, `.`, classes (`[a-z]`, `[^"]`), `\d \w \s` and their
/// opposites, `^ $ \b \B`, groups `(…)` and `(?:…)`, `|`, and `* + ? {n} {n,} {n,m}`, each also
/// lazy (`*?`). A leading `(?i)` ignores case. Backreferences and look-around are rejected, because
/// they rule out a bound on the matching time.
///
/// Matching takes time proportional to the length of the text, whatever pattern and text are: all
/// alternatives advance in parallel (Thompson, Pike), without backtracking.
package struct Pattern: Hashable, Sendable, CustomStringConvertible {
  /// The pattern as written.
  package let description: String
  let program: PatternProgram

  /// The maximum number of Unicode scalars that are searched.
  static let maximumText = 4_096

  /// Compiles a pattern.
  ///
  /// - Throws: ``PatternError`` with the column of the error.
  package init(_ text: String) throws(PatternError) {
    description = text
    program = try PatternParser.compile(text)
  }

  /// Returns the groups of the first match, the whole match first; nil if nothing matches.
  func groups(in text: String) -> [String?]? {
    let scalars = Array(text.unicodeScalars.prefix(Pattern.maximumText))
    guard let ends = PatternMatcher(program, scalars).run() else { return nil }
    return stride(from: 0, to: ends.count, by: 2).map { k in
      guard ends[k] >= 0, ends[k + 1] >= ends[k] else { return nil }
      var group = String.UnicodeScalarView()
      group.append(contentsOf: scalars[ends[k]..<ends[k + 1]])
      return String(group)
    }
  }

  /// The number of groups, without the whole match.
  package var groupCount: Int { program.groups }

  /// Patterns are equal if they are written alike.
  package static func == (a: Pattern, b: Pattern) -> Bool { a.description == b.description }
  /// Hashes the pattern as written.
  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

/// A syntax error in a pattern, a template or a format.
package struct PatternError: Error, Hashable, Sendable {
  /// A description of the error: `unmatched “)”`.
  package var message: String
  /// The position of the error, in characters from 1.
  package var column: Int
}

/// A compiled pattern.
struct PatternProgram: Sendable {
  enum Step: Sendable {
    case one(PatternSet)
    /// Continues at both steps; the first is preferred.
    case split(Int, Int)
    case jump(Int)
    /// Stores the current position in a slot.
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
  /// Letters of all scripts, approximated as everything beyond ASCII that is no space.
  static let words = PatternSet(
    ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0x2FFF, 0x3001...0x10FFFF])
  static let any = PatternSet(ranges: [0x0A...0x0A], isNegated: true)

  func negated() -> PatternSet { PatternSet(ranges: ranges, isNegated: !isNegated) }
}
