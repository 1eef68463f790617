import Basics

extension Duration {
  private static let units: [String: Double] = [
    "ms": 0.001, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800,
  ]

  /// Parses a duration as the configuration writes it: `30s`, `1h30m`, `1d`; a number alone is seconds.
  package init?(configurationText text: String) {
    if let seconds = Duration.decimal(text) {
      self = .seconds(seconds)
      return
    }
    var sum = 0.0
    var rest = text[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count).drop { $0 == " " }
      guard let number = Duration.decimal(digits), let size = Duration.units[String(unit)] else {
        return nil
      }
      sum += number * size
    }
    guard !text.isEmpty, sum < 1e12 else { return nil }
    self = .seconds(sum)
  }

  /// Parses digits with at most one point, but not `1e9`, `nan` or `0x10`.
  private static func decimal(_ text: some StringProtocol) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    return Double(String(text)).flatMap { $0 < 1e12 ? $0 : nil }
  }
}
