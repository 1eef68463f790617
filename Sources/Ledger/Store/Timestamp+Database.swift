import Basics
import GRDB

/// A timestamp in the ledger: a REAL, or an INTEGER for whole seconds, that counts from 1970.
extension Timestamp: DatabaseValueConvertible, StatementColumnConvertible {
  package init(sqliteStatement: SQLiteStatement, index: CInt) {
    self.init(secondsSinceEpoch: Double(sqliteStatement: sqliteStatement, index: index))
  }

  package var databaseValue: DatabaseValue { secondsSinceEpoch.databaseValue }

  package static func fromDatabaseValue(_ value: DatabaseValue) -> Timestamp? {
    Double.fromDatabaseValue(value).map(Timestamp.init(secondsSinceEpoch:))
  }
}
