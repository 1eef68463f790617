import HTML

/// Reader comments that no class or id names: similar elements in a row, each with a link to reply or a
/// line that says who posted it.
extension BodyFinder {
  mutating func removeComments() {
    var pieces: [UInt64: Set<Int>] = [:]
    var examined = 0
    let story =
      (start..<tree.blocks.count).first { boilerplate[$0] == nil && prose[$0] >= 60 } ?? start
    for i in start..<tree.blocks.count where boilerplate[i] == nil && tree.blocks[i].length <= 120 {
      let isLabel = tree.blocks[i].length <= 24 && tree.withBytes(of: i, ReplyLabels.areMeant)
      guard isLabel || i > story && tree.withBytes(of: i, PostingLines.areMeant) else { continue }
      examined += 1
      guard examined <= 400 else { break }
      var index = tree.blocks[i].owner
      for _ in 0..<8 where index > 0 {
        // An element with the beginning of the story is no comment.
        if tree.elements[index].blocks.contains(story) { break }
        if prose(in: tree.elements[index].blocks) > 0 {
          pieces[signature(index), default: []].insert(index)
        }
        index = tree.elements[index].parent
      }
    }
    guard
      let comments = pieces.values.filter({ $0.count >= 2 }).max(by: { amount($0) < amount($1) })
    else { return }
    let blocks = comments.map { tree.elements[$0].blocks }
    guard blocks.allSatisfy({ $0.lowerBound >= start }) else { return }
    let all = prose(in: start..<tree.blocks.count)
    guard all - amount(comments) >= 150 else { return }
    for i in blocks.joined() where boilerplate[i] == nil { boilerplate[i] = .comments }
  }

  /// Returns the prose in elements that may be nested in each other.
  private func amount(_ elements: Set<Int>) -> Int {
    var end = 0
    var sum = 0
    for blocks in elements.map({ tree.elements[$0].blocks }).sorted(by: {
      $0.lowerBound < $1.lowerBound
    }) where blocks.upperBound > end {
      sum += prose(in: max(end, blocks.lowerBound)..<blocks.upperBound)
      end = blocks.upperBound
    }
    return sum
  }
}

/// Labels of links and buttons below a comment.
private enum ReplyLabels {
  static func areMeant(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    table.matches(line)
  }

  private static let table = PrefixTable([
    "reply", "quote", "report abuse", "answer", "antworten", "zitieren", "antwort", "melden",
    "responder", "contestar", "répondre", "rispondi", "beantwoorden", "reageer", "svar", "svara",
    "vastaa", "odpowiedz", "odpovědět", "odpovedať", "válasz", "răspunde", "ответить",
    "відповісти", "отговори", "yanıtla", "cevapla", "balas", "trả lời", "απάντηση", "رد", "پاسخ",
    "השב", "उत्तर", "जवाब", "ตอบกลับ", "返信", "回复", "回覆", "답글", "답변",
  ])
}

/// Lines that name the writer of a comment.
private enum PostingLines {
  static func areMeant(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    table.matches(line)
  }

  private static let table = PrefixTable([
    "posted by", "comment by", "commented by", "comment from", "submitted by", "geschrieben von",
    "kommentar von", "comentario de", "publicado por", "posté par", "commentaire de", "rédigé par",
    "commento di", "inviato da", "scritto da", "geplaatst door", "reactie van", "skrevet av",
    "skrevet af", "skrivet av", "inlägg av", "dodane przez", "написал", "автор комментария",
  ])
}
