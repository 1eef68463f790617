import HTML

/// Reader comments that no class or id names: similar elements in a row, each with a link to reply.
extension BodyFinder {
  mutating func cutComments() {
    var pieces: [UInt64: Set<Int>] = [:]
    var looked = 0
    for i in start..<outline.blocks.count where cut[i] == nil && outline.blocks[i].length <= 24 {
      guard outline.withBytes(of: i, ReplyWords.areMeant) else { continue }
      looked += 1
      guard looked <= 400 else { break }
      var index = outline.blocks[i].owner
      for _ in 0..<8 where index > 0 {
        if prose(in: outline.elements[index].blocks) > 0 {
          pieces[signature(index), default: []].insert(index)
        }
        index = outline.elements[index].parent
      }
    }
    guard
      let comments = pieces.values.filter({ $0.count >= 2 }).max(by: { amount($0) < amount($1) })
    else { return }
    let blocks = comments.map { outline.elements[$0].blocks }
    guard blocks.allSatisfy({ $0.lowerBound >= start }) else { return }
    let all = prose(in: start..<outline.blocks.count)
    guard all - amount(comments) >= 150 else { return }
    for i in blocks.joined() where cut[i] == nil { cut[i] = .comments }
  }

  /// Returns the prose in elements that may be nested in each other.
  private func amount(_ elements: Set<Int>) -> Int {
    var end = 0
    var sum = 0
    for blocks in elements.map({ outline.elements[$0].blocks }).sorted(by: {
      $0.lowerBound < $1.lowerBound
    }) where blocks.upperBound > end {
      sum += prose(in: max(end, blocks.lowerBound)..<blocks.upperBound)
      end = blocks.upperBound
    }
    return sum
  }
}

/// Labels of links and buttons below a comment.
private enum ReplyWords {
  static func areMeant(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    table.begins(line)
  }

  private static let table = BeginningTable([
    "reply", "quote", "report abuse", "answer", "antworten", "zitieren", "antwort", "melden",
    "responder", "contestar", "répondre", "rispondi", "beantwoorden", "reageer", "svar", "svara",
    "vastaa", "odpowiedz", "odpovědět", "odpovedať", "válasz", "răspunde", "ответить",
    "відповісти", "отговори", "yanıtla", "cevapla", "balas", "trả lời", "απάντηση", "رد", "پاسخ",
    "השב", "उत्तर", "जवाब", "ตอบกลับ", "返信", "回复", "回覆", "답글", "답변",
  ])
}
