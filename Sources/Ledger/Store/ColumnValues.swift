import GRDB

/// Columns of a row with their values: each column is named once for a statement and its arguments.
struct ColumnValues: ExpressibleByDictionaryLiteral {
  private var pairs: [(column: String, value: (any DatabaseValueConvertible)?)]

  init(dictionaryLiteral elements: (String, (any DatabaseValueConvertible)?)...) {
    pairs = elements.map { (column: $0.0, value: $0.1) }
  }

  static func + (first: ColumnValues, second: ColumnValues) -> ColumnValues {
    var sum = first
    sum.pairs += second.pairs
    return sum
  }

  /// `day, link_key`
  var columns: String { pairs.lazy.map(\.column).joined(separator: ", ") }

  /// `:day, :link_key`
  var placeholders: String { pairs.lazy.map { ":" + $0.column }.joined(separator: ", ") }

  /// `day = :day, link_key = :link_key`
  var assignments: String {
    pairs.lazy.map { "\($0.column) = :\($0.column)" }.joined(separator: ", ")
  }

  var arguments: StatementArguments { StatementArguments(Dictionary(uniqueKeysWithValues: pairs)) }
}

extension Database {
  /// Runs a statement that is compiled once.
  func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Inserts a row.
  /// - Returns: the row's id.
  @discardableResult
  func insert(into table: String, _ values: ColumnValues) throws -> Int64 {
    try run(
      "INSERT INTO \(table) (\(values.columns)) VALUES (\(values.placeholders))", values.arguments)
    return lastInsertedRowID
  }

  func insertOrReplace(into table: String, _ values: ColumnValues) throws {
    try run(
      "INSERT OR REPLACE INTO \(table) (\(values.columns)) VALUES (\(values.placeholders))",
      values.arguments)
  }

  /// Updates the rows that meet a condition.
  /// - Parameters:
  ///   - condition: SQL with named arguments that differ from the names of the columns set.
  ///   - key: the arguments of the condition.
  func update(
    _ table: String, set values: ColumnValues, where condition: String, _ key: ColumnValues
  ) throws {
    try run(
      "UPDATE \(table) SET \(values.assignments) WHERE \(condition)", (values + key).arguments)
  }
}
