import Basics

/// The content of a listing's first page: what it usually has, and what it had last.
package struct ListingYield: Hashable, Sendable {
  package struct Content: Hashable, Sendable {
    /// The number of teasers.
    package var count: Double
    /// The shares of teasers with a date and with a lede, 0 to 1.
    package var dated: Double
    package var withLede: Double

    package init(count: Double, dated: Double, withLede: Double) {
      self.count = count
      self.dated = dated
      self.withLede = withLede
    }
  }

  /// The number of pages that the usual content was learned from, up to a maximum.
  package var pages = 0
  package var usual = Content(count: 0, dated: 0, withLede: 0)
  package var last = Content(count: 0, dated: 0, withLede: 0)
  /// The number of polls in a row whose page deviated from the usual.
  package var deviations = 0
  /// The time of the first of them.
  package var deviatingSince: Timestamp?

  package init() {}
}

// MARK: - Storage

extension ListingYield {
  /// The values with three decimals, separated by spaces.
  var stored: String? {
    guard pages > 0 else { return nil }
    let numbers =
      [Double(pages), Double(deviations), deviatingSince?.secondsSinceEpoch.rounded() ?? 0]
      + [usual, last].flatMap { [$0.count, $0.dated, $0.withLede] }
    return numbers.map { "\(($0 * 1000).rounded() / 1000)" }.joined(separator: " ")
  }

  init?(stored text: String) {
    let numbers = text.split(separator: " ").compactMap { Double($0) }
    guard numbers.count == 9, numbers.allSatisfy({ $0.isFinite && $0 >= 0 && $0 < 1e12 }) else {
      return nil
    }
    pages = Int(numbers[0])
    deviations = Int(numbers[1])
    deviatingSince = numbers[2] > 0 ? Timestamp(secondsSinceEpoch: numbers[2]) : nil
    usual = Content(count: numbers[3], dated: numbers[4], withLede: numbers[5])
    last = Content(count: numbers[6], dated: numbers[7], withLede: numbers[8])
  }
}
