/// The number of a row, typed by its table. Rows are numbered in the order in which they are made.
package protocol RowID: RawRepresentable<Int64>, Hashable, Comparable, Sendable,
  ExpressibleByIntegerLiteral
{
  init(rawValue: Int64)
}

extension RowID {
  package init(integerLiteral value: Int64) { self.init(rawValue: value) }

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// A source, by its row in the ledger.
package struct SourceID: RowID {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// An article, by its row in the ledger. Articles are numbered in the order in which they were first
/// seen; 0 is before all of them.
package struct ArticleID: RowID {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// An event, by its row in the ledger.
package struct EventID: RowID {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A delivery, by its row in the ledger.
package struct DeliveryID: RowID {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}
