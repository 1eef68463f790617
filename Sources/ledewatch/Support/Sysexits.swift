import ArgumentParser

/// The exit codes of `sysexits.h` that commands use.
extension ExitCode {
  /// EX_USAGE: the command line is wrong.
  static let usage = ExitCode(64)
  /// EX_DATAERR: the page contains no teasers or no article, or an argument matches nothing.
  static let badData = ExitCode(65)
  /// EX_NOINPUT: a file cannot be read.
  static let noInput = ExitCode(66)
  /// EX_UNAVAILABLE: all sources failed, or the page is not available.
  static let unavailable = ExitCode(69)
  /// EX_CANTCREAT: the spool cannot be written.
  static let cannotCreate = ExitCode(73)
  /// EX_IOERR: the ledger cannot be read or written.
  static let inputOutput = ExitCode(74)
  /// EX_TEMPFAIL: some sources failed, or another process holds the lock.
  static let temporaryFailure = ExitCode(75)
  /// EX_CONFIG: the configuration is wrong.
  static let configuration = ExitCode(78)
}
