extension DateParser {
  private static let maximumTextCount = 2000

  /// Returns the order of day and month in the numeric dates of a site, inferred from texts that
  /// may be dates: a number above 12 is a day. Returns nil if no text decides, or if the texts
  /// contradict each other.
  package static func inferredOrder(from texts: [String]) -> DateOrder? {
    var dayFirstCount = 0
    var monthFirstCount = 0
    var yearFirstCount = 0
    for text in texts.prefix(maximumTextCount) {
      switch NumericFields(text).order {
      case .dayMonthYear: dayFirstCount += 1
      case .monthDayYear: monthFirstCount += 1
      case .yearMonthDay: yearFirstCount += 1
      case nil: continue
      }
    }
    if dayFirstCount > 0, dayFirstCount >= 4 * monthFirstCount { return .dayMonthYear }
    if monthFirstCount > 0, monthFirstCount >= 4 * dayFirstCount { return .monthDayYear }
    return dayFirstCount + monthFirstCount == 0 && yearFirstCount > 0 ? .yearMonthDay : nil
  }
}

/// The first three numbers of a text that one and the same symbol joins: "14/03/2026".
struct NumericFields {
  struct Field {
    var value = 0
    var digitCount = 0

    mutating func append(_ digit: Int) {
      value = min(value * 10 + digit, 99_999)
      digitCount += 1
    }
  }

  private static let maximumScalarCount = 200

  private(set) var first = Field()
  private(set) var second = Field()
  private(set) var third = Field()
  /// Whether dots join the numbers.
  private(set) var hasDots = false

  init(_ text: String) { self = text.withUTF8Bytes(NumericFields.init) }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var decoder = ScalarDecoder(bytes)
    var index = 0
    var joiner: UInt32?
    for _ in 0..<Self.maximumScalarCount {
      guard let scalar = decoder.next() else { break }
      if let digit = Self.digitValue(of: scalar) {
        switch index {
        case 0: first.append(digit)
        case 1: second.append(digit)
        default: third.append(digit)
        }
      } else if index < 2, scalar == 0x2F || scalar == 0x2E || scalar == 0x2D,  // / . -
        joiner == nil || joiner == scalar, index == 0 ? first.digitCount > 0 : second.digitCount > 0
      {
        joiner = scalar
        index += 1
      } else if index == 2, third.digitCount > 0 {
        break
      } else if scalar != 0x20 || index == 0 {
        (first, second, third) = (Field(), Field(), Field())
        (index, joiner) = (0, nil)
      }
    }
    hasDots = joiner == 0x2E
  }

  private static func digitValue(of scalar: UInt32) -> Int? {
    scalar &- 0x30 < 10 ? Int(scalar - 0x30) : Scripts.digitValue(of: scalar)
  }

  /// The order of the fields; nil if they are no date or allow several orders.
  var order: DateOrder? {
    guard third.digitCount > 0, (1...2).contains(second.digitCount) else { return nil }
    if first.digitCount == 4, third.digitCount <= 2 {
      return (1300...2700).contains(first.value) ? .yearMonthDay : nil
    }
    guard first.digitCount <= 2, third.digitCount == 4 || third.digitCount == 2 else { return nil }
    if third.digitCount == 2, first.value > 31 { return .yearMonthDay }
    if (13...31).contains(first.value), second.value <= 12 { return .dayMonthYear }
    if (13...31).contains(second.value), first.value <= 12 { return .monthDayYear }
    return nil
  }
}
