/// A format in which a site writes its dates, in the notation of `strftime`.
///
/// `%Y` is the year, `%y` its last two digits, `%m` the month, `%b` or `%B` its name in any
/// language, `%d` or `%e` the day, `%j` the day of the year, `%H` the hour, `%I` the hour from 1 to
/// 12 together with `%p`, `%M` the minute, `%S` the second, `%z` or `%Z` the zone, `%a` or `%A` the
/// name of a weekday, and `%s` the seconds since 1970. `%F`, `%T`, `%R` and `%D` stand for
/// combinations as in `date`, and `%%` for a percent sign. A space matches any white space, or
/// none; other characters match themselves. The date may stand anywhere in a text.
package struct DateFormat: Hashable, Sendable, CustomStringConvertible {
  /// The format as it was given.
  package let description: String
  let fields: [Field]

  enum Field: Hashable {
    case scalar(UInt32)
    case space
    case number(Part, maximumDigits: Int)
    case monthName, weekday, dayPart, zone
  }

  /// The parts of a date that are numbers.
  enum Part: Hashable {
    case year, shortYear, month, day, dayOfYear, hour, hourOfHalfDay, minute, second, unixTime
  }

  /// The greatest length of a format, in Unicode scalars.
  private static let maximumLength = 100

  /// Parses a format.
  ///
  /// - Throws: ``DateFormatError`` with the position of an unknown field; column 1 if the fields do
  ///   not determine a day.
  package init(_ text: String) throws(DateFormatError) {
    description = text
    let scalars = Array(text.unicodeScalars)
    guard scalars.count <= DateFormat.maximumLength else {
      throw DateFormatError(
        message: "longer than \(DateFormat.maximumLength) characters",
        column: DateFormat.maximumLength)
    }
    var fields: [Field] = []
    var i = 0
    while i < scalars.count {
      if scalars[i] == "%" {
        guard i + 1 < scalars.count, let found = DateFormat.fields(for: scalars[i + 1]) else {
          let field = i + 1 < scalars.count ? "%\(scalars[i + 1])" : "%"
          throw DateFormatError(message: "“\(field)” is not a known field", column: i + 1)
        }
        fields += found
        i += 2
      } else {
        fields.append(scalars[i].value <= 0x20 ? .space : .scalar(scalars[i].value))
        i += 1
      }
    }
    self.fields = fields
    guard determinesDay else {
      throw DateFormatError(
        message: "no day: add %d with %m or %B, %j with %Y, or %s", column: 1)
    }
  }

  private func contains(_ part: Part) -> Bool {
    fields.contains { if case .number(part, _) = $0 { true } else { false } }
  }

  private var determinesDay: Bool {
    if contains(.unixTime) { return true }
    if contains(.dayOfYear) { return contains(.year) }
    return contains(.day) && (contains(.month) || fields.contains(.monthName))
  }

  /// Returns the fields for the letter behind a percent sign; returns nil if it has no meaning.
  private static func fields(for letter: Unicode.Scalar) -> [Field]? {
    switch letter {
    case "Y": [.number(.year, maximumDigits: 4)]
    case "y": [.number(.shortYear, maximumDigits: 2)]
    case "m": [.number(.month, maximumDigits: 2)]
    case "b", "B", "h": [.monthName]
    case "d": [.number(.day, maximumDigits: 2)]
    case "e": [.space, .number(.day, maximumDigits: 2)]
    case "j": [.number(.dayOfYear, maximumDigits: 3)]
    case "H": [.number(.hour, maximumDigits: 2)]
    case "k": [.space, .number(.hour, maximumDigits: 2)]
    case "I": [.number(.hourOfHalfDay, maximumDigits: 2)]
    case "l": [.space, .number(.hourOfHalfDay, maximumDigits: 2)]
    case "M": [.number(.minute, maximumDigits: 2)]
    case "S": [.number(.second, maximumDigits: 2)]
    case "s": [.number(.unixTime, maximumDigits: 11)]
    case "p", "P": [.dayPart]
    case "z", "Z": [.zone]
    case "a", "A": [.weekday]
    case "n", "t": [.space]
    case "%": [.scalar(0x25)]
    case "F": fields(in: "Y-m-d")
    case "T": fields(in: "H:M:S")
    case "R": fields(in: "H:M")
    case "D": fields(in: "m/d/y")
    default: nil
    }
  }

  private static func fields(in combination: String) -> [Field] {
    combination.unicodeScalars.flatMap { letter in
      letter.properties.isAlphabetic ? fields(for: letter)! : [.scalar(letter.value)]
    }
  }
}

/// An error in a date format.
package struct DateFormatError: Error, Hashable, Sendable {
  /// The description of the error, to follow the format and a colon.
  package var message: String
  /// The position of the error in the format, in Unicode scalars, counted from 1.
  package var column: Int
}
