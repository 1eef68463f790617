import Basics

/// Selectors of other programs as those of teasers.
extension RecordDraft {
  /// Sets the part of a teaser that an XPath expression selects.
  mutating func setTeaserPart(_ part: String, xpath: String, subject: String) {
    let text = xpath.onOneLine
    guard !text.isEmpty else { return }
    do {
      let translation = try XPathTranslation(text, in: part == "item" ? .document : .item)
      if part == "item" || part == "link" || part == "image" {
        guard translation.attribute == nil || part != "item" else {
          return skip(subject, "“\(text)” selects an attribute instead of elements")
        }
      }
      setTeaserPart(
        part, selector: translation.selector, attribute: translation.attribute, subject: subject)
    } catch {
      skip(subject, "“\(text.truncated(to: 80))” has no exact translation to CSS: \(error.reason)")
    }
  }

  /// Sets what a filter selects of a page as the teasers, if the filter selects elements that are usually
  /// repeated. The filter of a program that compares texts may just as well select the whole list.
  mutating func setTeaserItem(filter selector: String, subject: String) {
    let selector = selector.onOneLine
    guard SelectorSubject.isRepeated(selector) else {
      return skip(
        subject,
        "“\(selector.truncated(to: 80))” may find the whole list, or only its first entry, instead of each teaser; teasers are detected, or try “ledewatch teasers URL --item CSS”"
      )
    }
    setTeaserPart("item", selector: selector, subject: subject)
  }

  /// Sets what an XPath filter selects of a page as the teasers.
  mutating func setTeaserItem(xpathFilter text: String, subject: String) {
    let text = text.onOneLine
    do {
      guard let selector = try XPathTranslation(text, in: .document).selector else { return }
      setTeaserItem(filter: selector, subject: subject)
    } catch {
      skip(subject, "“\(text.truncated(to: 80))” has no exact translation to CSS: \(error.reason)")
    }
  }
}

/// The elements that a CSS selector finds.
enum SelectorSubject {
  private static let repeatedElements: Set = ["a", "article", "dt", "li", "tr"]

  /// Whether each alternative of a selector finds elements that lists repeat, and more than one.
  static func isRepeated(_ selector: String) -> Bool {
    let alternatives = compounds(of: selector)
    return alternatives.allSatisfy { compounds in
      let repeated = compounds.filter { repeatedElements.contains(elementName($0)) }
      return repeated.last != nil && repeated.last == compounds.last
        && !repeated.contains(where: isOne)
    }
  }

  private static func elementName(_ compound: String) -> String {
    compound.prefix { $0.isLetter || $0.isNumber }.lowercased()
  }

  private static func isOne(_ compound: String) -> Bool {
    [":first", ":last", ":only"].contains(where: compound.contains)
      || compound.contains(/:nth-[a-z-]+\(\d+[ )]|^[a-z]+#/)
  }

  /// Returns the compounds of each alternative of a selector.
  private static func compounds(of selector: String) -> [[String]] {
    var alternatives: [[String]] = [[]]
    var current = ""
    var depth = 0
    var quote: Character?
    func isSeparator(_ character: Character) -> Bool {
      character.isWhitespace || ">+~,".contains(character)
    }
    for character in selector {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "[(".contains(character) {
        depth += 1
      } else if "])".contains(character) {
        depth -= 1
      } else if depth == 0, isSeparator(character) {
        if !current.isEmpty { alternatives[alternatives.count - 1].append(current) }
        current = ""
        if character == "," { alternatives.append([]) }
        continue
      }
      current.append(character)
    }
    if !current.isEmpty { alternatives[alternatives.count - 1].append(current) }
    return alternatives
  }
}
