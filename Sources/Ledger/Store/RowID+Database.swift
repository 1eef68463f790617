import GRDB

extension RowID {
  /// A row of the database whose statement returns ids only.
  static func fetchAll(_ statement: Statement, _ arguments: StatementArguments) throws -> [Self] {
    // Int64 is read faster than a type that wraps it.
    try Int64.fetchAll(statement, arguments: arguments).map(Self.init(rawValue:))
  }
}

extension SourceID: DatabaseValueConvertible {}
extension ArticleID: DatabaseValueConvertible {}
extension EventID: DatabaseValueConvertible {}
extension DeliveryID: DatabaseValueConvertible {}
