/// The expectations of a source: `expect: {teasers: 5.., every: 2d, optional: true}`.
extension SettingKeys {
  static let expectations: [Setting<ExpectationSettings>] = [
    Setting(
      "teasers",
      .text(
        "a number or a range of numbers such as `5..` or `5..40`",
        pattern: "^[0-9]+(\\.\\.[0-9]*)?$"), default: .described("what is learned"),
      "The number of teasers on the first page."
    ) { (expectations, value) throws(SettingError) in
      expectations.teasers = try value.countRange()
    },
    Setting(
      "every", .duration(atLeast: .seconds(3600)), default: .described("what is learned"),
      "The longest time between two new articles."
    ) { (expectations, value) throws(SettingError) in
      expectations.every = try value.duration(atLeast: .seconds(3600))
    },
    Setting(
      "optional", .flag, default: .value("false"),
      "Whether a failure of the source is no failure of the whole."
    ) { (expectations, value) throws(SettingError) in
      expectations.isOptional = try value.bool()
    },
  ]
}

extension SourceDraft {
  mutating func decodeExpectations(_ value: SettingValue) throws(SettingError) {
    if value.isEmpty { return }
    try value.decode(
      into: &settings.expectations, by: SettingKeys.expectations, of: "“expect”")
  }
}

extension SettingValue {
  /// The largest number of teasers that can be expected.
  private static let maximumCount = 1000

  /// Decodes `5`, `5..` or `5..40`.
  fileprivate func countRange() throws(SettingError) -> ClosedRange<Int> {
    let expectation = "a number or a range of numbers (5.., 5..40)"
    let text = try text(expectation)
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let lower = Int(parts[0]), lower >= 0 else {
      throw expected(expectation)
    }
    var upper = SettingValue.maximumCount
    if parts.count == 2, !parts[1].isEmpty {
      guard let number = Int(parts[1]) else { throw expected(expectation) }
      upper = number
    }
    guard lower <= upper, upper <= SettingValue.maximumCount else { throw expected(expectation) }
    return lower...upper
  }
}
