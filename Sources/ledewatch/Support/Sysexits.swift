import ArgumentParser

/// The exit codes of `sysexits.h` that this program uses (DESIGN 6).
extension ExitCode {
  /// EX_USAGE: the command line is wrong.
  static let usage = ExitCode(64)
  /// EX_DATAERR: the input was read but is not what it should be.
  static let badData = ExitCode(65)
  /// EX_NOINPUT: a file that should be read is not there.
  static let noInput = ExitCode(66)
  /// EX_UNAVAILABLE: nothing could be reached.
  static let unavailable = ExitCode(69)
  /// EX_CANTCREAT: the spool cannot be written.
  static let cannotCreate = ExitCode(73)
  /// EX_IOERR: the ledger cannot be read or written.
  static let inputOutput = ExitCode(74)
  /// EX_TEMPFAIL: try again later; some sources failed, or the lock is held.
  static let temporaryFailure = ExitCode(75)
  /// EX_CONFIG: the configuration is wrong.
  static let configuration = ExitCode(78)
}
