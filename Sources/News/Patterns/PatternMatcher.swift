/// Pike's virtual machine. At each character all threads advance one step in order of preference;
/// of several threads at one step of the program, only the first stays.
struct PatternMatcher {
  private let steps: [PatternProgram.Step]
  private let text: [Unicode.Scalar]
  private let slots: Int

  private struct Thread {
    var step: Int
    var saved: [Int]
  }

  /// Threads in order of preference, at most one for each step of the program.
  private struct Threads {
    var list: [Thread] = []
    var isTaken: [Bool]

    init(_ count: Int) { isTaken = [Bool](repeating: false, count: count) }

    mutating func clear() {
      list.removeAll(keepingCapacity: true)
      for i in isTaken.indices { isTaken[i] = false }
    }
  }

  init(_ program: PatternProgram, _ text: [Unicode.Scalar]) {
    steps = program.steps
    slots = (program.groups + 1) * 2
    self.text = text
  }

  /// Returns the start and end of each group, -1 for groups without a match; nil if nothing
  /// matches.
  func run() -> [Int]? {
    var now = Threads(steps.count)
    var then = Threads(steps.count)
    var found: [Int]?
    for place in 0...text.count {
      // A match that begins later is not considered once a match is found or in progress.
      if found == nil {
        add(0, [Int](repeating: -1, count: slots), at: place, to: &now)
      }
      guard !now.list.isEmpty else {
        if found != nil { break }
        now.clear()
        continue
      }
      step: for thread in now.list {
        switch steps[thread.step] {
        case .one(let set):
          if place < text.count, set.contains(text[place]) {
            add(thread.step + 1, thread.saved, at: place + 1, to: &then)
          }
        case .match:
          found = thread.saved
          // The remaining threads are less preferred.
          break step
        default: break
        }
      }
      swap(&now, &then)
      then.clear()
    }
    return found
  }

  /// Follows steps that consume no character.
  private func add(_ step: Int, _ saved: [Int], at place: Int, to threads: inout Threads) {
    var open = [(step, saved)]
    while let (step, saved) = open.popLast() {
      guard !threads.isTaken[step] else { continue }
      threads.isTaken[step] = true
      switch steps[step] {
      case .jump(let to): open.append((to, saved))
      case .split(let first, let second):
        open.append((second, saved))
        open.append((first, saved))
      case .save(let slot):
        var saved = saved
        saved[slot] = place
        open.append((step + 1, saved))
      case .assert(let assertion):
        if holds(assertion, at: place) { open.append((step + 1, saved)) }
      case .one, .match: threads.list.append(Thread(step: step, saved: saved))
      }
    }
  }

  private func holds(_ assertion: PatternProgram.Assertion, at place: Int) -> Bool {
    func isWord(_ place: Int) -> Bool {
      text.indices.contains(place) && PatternSet.words.contains(text[place])
    }
    return switch assertion {
    case .start: place == 0
    case .end: place == text.count
    case .boundary: isWord(place - 1) != isWord(place)
    case .noBoundary: isWord(place - 1) == isWord(place)
    }
  }
}
