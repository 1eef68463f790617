import Basics
import Foundation

/// Lists of addresses: the file `urls` of newsboat, and files with one address on each line.
enum AddressListImport {
  private static let maximumLineLength = 20_000

  static func read(_ bytes: [UInt8]) throws(ImportError) -> ImportResult {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ImportError("the file is not UTF-8")
    }
    var result = ImportResult(format: .newsboat)
    for line in text.split(whereSeparator: \.isNewline) {
      guard line.utf8.count <= maximumLineLength else {
        result.refusals.append(RefusedRecord(label: "a line", reason: "the line is too long"))
        continue
      }
      record(line)?.finish(into: &result)
    }
    return result
  }

  private static func record(_ line: Substring) -> RecordDraft? {
    let words = words(of: line)
    guard let address = words.first, !address.hasPrefix("#") else { return nil }
    var draft = RecordDraft(address: address)
    if address.hasPrefix("filter:"),
      let range = address.range(of: #":https?://"#, options: .regularExpression)
    {
      draft.address = String(address[address.index(after: range.lowerBound)...])
      draft.skip("“filter:”", "it runs a program; programs are never taken over")
    } else if line.first == "|" || address.hasPrefix("exec:") {
      draft.refuse("it is a command; commands are never taken over")
    } else if address.hasPrefix("query:") {
      draft.refuse("it is a query about other feeds; “match” of a hook chooses articles")
    } else if address.hasPrefix("filter:") {
      draft.refuse("it passes a feed through a command; commands are never taken over")
    }
    for word in words.dropFirst() {
      if word.hasPrefix("~") { draft.title = String(word.dropFirst()) }
    }
    draft.addTags(words.dropFirst().filter { !$0.hasPrefix("~") && !$0.hasPrefix("!") })
    return draft
  }

  /// Splits a line at spaces that are not in quotation marks, in which a backslash escapes.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var (isQuoted, isEscaped, hasWord) = (false, false, false)
    for character in line {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\", isQuoted {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
        hasWord = true
      } else if character.isWhitespace, !isQuoted {
        if hasWord { words.append(word) }
        (word, hasWord) = ("", false)
      } else {
        word.append(character)
        hasWord = true
      }
    }
    return hasWord ? words + [word] : words
  }
}
