import Foundation
import Ledger
import Logging
import Spool
import Watch
import Web

extension Dependencies {
  /// The world as a command has it: the real wire, the machine's clocks, real hooks.
  static func ofProcess(log: Logger, client: Client = Client()) -> Dependencies {
    let hooks = HookRunner(environment: ProcessInfo.processInfo.environment)
    var dependencies = Dependencies(
      fetch: { try await client.fetch($0) },
      runHook: { await hooks.run($0, record: $1, environment: $2) }, log: log)
    let command = FetchCommand(environment: ProcessInfo.processInfo.environment)
    dependencies.fetchByCommand = { try await command.fetch($0, by: $1) }
    dependencies.awaitTransferLoop = { await client.turn() }
    dependencies.releaseMemory = {
      let keepsConnections = await client.tidy()
      ProcessMemory.giveBack()
      return keepsConnections
    }
    return dependencies
  }
}

/// Runs what holds the ledger, and runner its errors into words and exit codes.
func withLedgerFaultsTold<Result>(_ body: () async throws -> Result) async throws -> Result {
  do {
    return try await body()
  } catch let error as LedgerLockedError {
    throw CommandError("lock: \(error)", .temporaryFailure)
  } catch let error as SpoolError {
    throw CommandError("\(error)", .cannotCreate)
  } catch let error as LedgerError {
    throw CommandError("\(error)", .inputOutput)
  } catch let error as UnknownSource {
    throw CommandError("\(error)", .usage)
  }
}
