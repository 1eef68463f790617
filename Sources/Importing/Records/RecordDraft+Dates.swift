import Basics
import Dates
import Settings

import struct Foundation.TimeZone

/// Languages, time zones and date formats.
extension RecordDraft {
  mutating func setLanguage(_ tag: String) {
    let tag = tag.replacing("_", with: "-")
    guard tag.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}/) != nil else {
      return skip("the language", "“\(tag)” is no language tag")
    }
    set("language", tag)
  }

  mutating func setTimeZone(_ name: String) {
    guard TimeZone(databaseName: name) != nil else {
      return skip("the time zone", "“\(name)” is no name of the IANA database")
    }
    set("timezone", name)
  }

  /// The letters of PHP's `DateTime::createFromFormat` as those of `strftime`.
  private static let phpFields: [Character: String] = [
    "d": "%d", "j": "%d", "m": "%m", "n": "%m", "M": "%b", "F": "%B", "Y": "%Y", "y": "%y",
    "D": "%a", "l": "%A", "H": "%H", "G": "%H", "h": "%I", "g": "%I", "i": "%M", "s": "%S",
    "A": "%p", "a": "%p", "T": "%Z", "e": "%Z", "P": "%z", "O": "%z", "U": "%s", "z": "%j",
  ]

  /// Takes over a date format of PHP.
  mutating func setDateFormat(php format: String) {
    let format = format.onOneLine
    guard !format.isEmpty else { return }
    var text = ""
    var isEscaped = false
    for character in format {
      if isEscaped {
        text.append(character == "%" ? "%%" : String(character))
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "!" || character == "|" {
        // They set the fields that are not given.
        continue
      } else if let field = Self.phpFields[character] {
        text += field
      } else if character.isASCII, character.isLetter || "?*+#".contains(character) {
        return skip(
          "the date format", "“\(format)” has “\(character)”, for which there is no field")
      } else {
        text.append(character == "%" ? "%%" : String(character))
      }
    }
    guard (try? DateFormat(text)) != nil else {
      return skip("the date format", "“\(format)” does not determine a day")
    }
    set("date_format", text)
  }
}
