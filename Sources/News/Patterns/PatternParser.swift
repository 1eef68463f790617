/// A recursive-descent compiler of patterns.
struct PatternParser {
  private let text: [Unicode.Scalar]
  private var at = 0
  private var program = PatternProgram()
  private var anyCase = false
  private var depth = 0

  private static let maximumLength = 1_000
  private static let maximumDepth = 40
  private static let maximumRepetitions = 1_000

  static func compile(_ text: String) throws(PatternError) -> PatternProgram {
    var parser = PatternParser(Array(text.unicodeScalars))
    guard parser.text.count <= maximumLength else {
      throw PatternError(message: "longer than \(maximumLength) characters", column: maximumLength)
    }
    if text.hasPrefix("(?i)") {
      parser.at = 4
      parser.anyCase = true
    }
    let body = try parser.alternatives()
    guard parser.at == parser.text.count else { throw parser.error("unmatched “)”") }
    parser.program.steps = [.save(0)] + PatternParser.moved(body, by: 1) + [.save(1), .match]
    return parser.program
  }

  private init(_ text: [Unicode.Scalar]) { self.text = text }

  private func error(_ message: String, at place: Int? = nil) -> PatternError {
    PatternError(message: message, column: (place ?? at) + 1)
  }

  private var next: Unicode.Scalar? { at < text.count ? text[at] : nil }

  private mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    at += 1
    return true
  }

  // MARK: - Parts; the steps of each count from 0

  private typealias Steps = [PatternProgram.Step]

  private static func moved(_ steps: Steps, by n: Int) -> Steps {
    steps.map { step in
      switch step {
      case .split(let a, let b): .split(a + n, b + n)
      case .jump(let a): .jump(a + n)
      default: step
      }
    }
  }

  private mutating func alternatives() throws(PatternError) -> Steps {
    depth += 1
    defer { depth -= 1 }
    guard depth <= PatternParser.maximumDepth else { throw error("groups are nested too deeply") }
    let first = try sequence()
    guard consume("|") else { return first }
    let rest = try alternatives()
    let second = first.count + 2
    return [.split(1, second)] + PatternParser.moved(first, by: 1)
      + [.jump(second + rest.count)] + PatternParser.moved(rest, by: second)
  }

  private mutating func sequence() throws(PatternError) -> Steps {
    var steps: Steps = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let start = at
      let atom = try atom()
      steps += PatternParser.moved(try repeated(atom, from: start), by: steps.count)
      guard steps.count <= PatternProgram.maximumSteps else {
        throw error(
          "repetitions expand to more than \(PatternProgram.maximumSteps) steps", at: start)
      }
    }
    return steps
  }

  private mutating func atom() throws(PatternError) -> Steps {
    let scalar = text[at]
    at += 1
    switch scalar {
    case "(": return try group()
    case "[": return [.one(try set())]
    case ".": return [.one(.any)]
    case "^": return [.assert(.start)]
    case "$": return [.assert(.end)]
    case "*", "+", "?": throw error("nothing to repeat before “\(scalar)”", at: at - 1)
    case "{" where isCount: throw error("nothing to repeat before “{”", at: at - 1)
    case "\\": return [try escape()]
    default:
      var set = PatternSet()
      set.add(scalar, anyCase: anyCase)
      return [.one(set)]
    }
  }

  private mutating func group() throws(PatternError) -> Steps {
    let start = at - 1
    var number: Int?
    if consume("?") {
      guard consume(":") else {
        throw error("only groups (…) and (?:…) are supported", at: start)
      }
    } else {
      program.groups += 1
      number = program.groups
      guard program.groups < PatternProgram.maximumGroups else {
        throw error("more than \(PatternProgram.maximumGroups - 1) groups", at: start)
      }
    }
    let body = try alternatives()
    guard consume(")") else { throw error("“(” without “)”", at: start) }
    guard let number else { return body }
    return [.save(number * 2)] + PatternParser.moved(body, by: 1) + [.save(number * 2 + 1)]
  }

  private mutating func escape() throws(PatternError) -> PatternProgram.Step {
    guard let scalar = next else { throw error("nothing follows “\\”", at: at - 1) }
    if scalar == "b" || scalar == "B" {
      at += 1
      return .assert(scalar == "b" ? .boundary : .noBoundary)
    }
    return .one(try escapedSet())
  }

  /// Parses the part after a backslash, inside or outside of a class.
  private mutating func escapedSet() throws(PatternError) -> PatternSet {
    guard let scalar = next else { throw error("nothing follows “\\”", at: at - 1) }
    at += 1
    switch scalar {
    case "d": return .digits
    case "D": return PatternSet.digits.negated()
    case "s": return .spaces
    case "S": return PatternSet.spaces.negated()
    case "w": return .words
    case "W": return PatternSet.words.negated()
    case "n": return PatternSet(ranges: [0x0A...0x0A])
    case "r": return PatternSet(ranges: [0x0D...0x0D])
    case "t": return PatternSet(ranges: [0x09...0x09])
    case "1"..."9":
      throw error("“\\\(scalar)”: backreferences are not supported", at: at - 2)
    case "0", "a"..."z", "A"..."Z": throw error("unknown escape “\\\(scalar)”", at: at - 2)
    default:
      var set = PatternSet()
      set.add(scalar, anyCase: anyCase)
      return set
    }
  }

  private mutating func set() throws(PatternError) -> PatternSet {
    let start = at - 1
    var set = PatternSet()
    let isNegated = consume("^")
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      let place = at
      at += 1
      if scalar == "\\" {
        set.add(try escapedSet())
        continue
      }
      guard next == "-", at + 1 < text.count, text[at + 1] != "]" else {
        set.add(scalar, anyCase: anyCase)
        continue
      }
      at += 1
      var last = text[at]
      at += 1
      if last == "\\" {
        guard let one = try escapedSet().ranges.first, one.count == 1,
          let scalar = Unicode.Scalar(one.lowerBound)
        else { throw error("a character range must end with a single character", at: place) }
        last = scalar
      }
      guard scalar <= last else { throw error("the character range is reversed", at: place) }
      set.ranges.append(scalar.value...last.value)
      if anyCase, scalar.isASCII, last.isASCII { addOtherCase(scalar.value...last.value, &set) }
    }
    guard consume("]") else { throw error("“[” without “]”", at: start) }
    set.isNegated = isNegated
    return set
  }

  private func addOtherCase(_ range: ClosedRange<UInt32>, _ set: inout PatternSet) {
    for value in range {
      if let scalar = Unicode.Scalar(value) { set.add(scalar, anyCase: true) }
    }
  }

  // MARK: - Repetition

  /// Whether the text after a brace is a repetition count.
  private var isCount: Bool {
    guard let end = text[at...].firstIndex(of: "}"), end > at else { return false }
    return text[at..<end].allSatisfy { ("0"..."9").contains($0) || $0 == "," } && text[at] != ","
  }

  private mutating func repeated(_ atom: Steps, from start: Int) throws(PatternError) -> Steps {
    var minimum = 1
    var maximum: Int? = 1
    let place = at
    switch next {
    case "*": (minimum, maximum) = (0, nil)
    case "+": (minimum, maximum) = (1, nil)
    case "?": (minimum, maximum) = (0, 1)
    case "{":
      at += 1
      guard isCount else {
        at -= 1
        return atom
      }
      (minimum, maximum) = try count()
    default: return atom
    }
    if text[place] != "{" { at += 1 }
    let isLazy = consume("?")
    if let scalar = next, "*+?".unicodeScalars.contains(scalar) {
      throw error("nothing to repeat before “\(scalar)”")
    }
    let copies = max(minimum, maximum ?? minimum + 1)
    guard atom.count * copies <= PatternProgram.maximumSteps else {
      throw error("repetitions expand to more than \(PatternProgram.maximumSteps) steps", at: start)
    }
    return PatternParser.repeats(atom, minimum, maximum, isLazy)
  }

  private mutating func count() throws(PatternError) -> (Int, Int?) {
    let start = at
    let end = text[at...].firstIndex(of: "}")!
    let parts = String(String.UnicodeScalarView(text[at..<end]))
      .split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    at = end + 1
    guard parts.count <= 2, let minimum = parts[0], minimum <= PatternParser.maximumRepetitions
    else {
      throw error("more than \(PatternParser.maximumRepetitions) repetitions", at: start)
    }
    guard parts.count == 2 else { return (minimum, minimum) }
    guard text[end - 1] != "," else { return (minimum, nil) }
    guard let maximum = parts[1], maximum >= minimum, maximum <= PatternParser.maximumRepetitions
    else {
      throw error("a count must be {n}, {n,} or {n,m} with m at least n", at: start)
    }
    return (minimum, maximum)
  }

  private static func repeats(_ atom: Steps, _ minimum: Int, _ maximum: Int?, _ isLazy: Bool)
    -> Steps
  {
    var steps: Steps = []
    for _ in 0..<minimum { steps += moved(atom, by: steps.count) }
    func branch(_ go: Int, _ leave: Int) -> PatternProgram.Step {
      isLazy ? .split(leave, go) : .split(go, leave)
    }
    if let maximum {
      let end = steps.count + (maximum - minimum) * (atom.count + 1)
      for _ in minimum..<max(minimum, maximum) {
        steps.append(branch(steps.count + 1, end))
        steps += moved(atom, by: steps.count)
      }
    } else {
      let start = steps.count
      steps.append(branch(start + 1, start + atom.count + 2))
      steps += moved(atom, by: start + 1)
      steps.append(.jump(start))
    }
    return steps
  }
}
