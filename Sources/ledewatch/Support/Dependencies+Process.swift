import Foundation
import Logging
import Watch
import Web

extension Surroundings {
  /// The world as a command has it: the real wire, the machine's clocks, real hooks.
  static func ofProcess(log: Logger, client: Client = Client()) -> Surroundings {
    let hooks = HookRunner(environment: ProcessInfo.processInfo.environment)
    var surroundings = Surroundings(
      fetch: { try await client.fetch($0) },
      runHook: { await hooks.run($0, record: $1, environment: $2) }, log: log)
    let command = FetchCommand(environment: ProcessInfo.processInfo.environment)
    surroundings.fetchByCommand = { try await command.fetch($0, by: $1) }
    surroundings.wireTurns = { await client.turn() }
    surroundings.giveBackMemory = {
      let keepsConnections = await client.tidy()
      ProcessMemory.giveBack()
      return keepsConnections
    }
    return surroundings
  }
}

/// Runs what holds the ledger, and turns its errors into words and exit codes.
func withLedgerFaultsTold<Result>(_ body: () async throws -> Result) async throws -> Result {
  do {
    return try await body()
  } catch let error as LockHeld {
    throw Complaint("lock: \(error)", .temporaryFailure)
  } catch let error as SpoolError {
    throw Complaint("\(error)", .cannotCreate)
  } catch let error as LedgerError {
    throw Complaint("\(error)", .inputOutput)
  } catch let error as UnknownSource {
    throw Complaint("\(error)", .usage)
  }
}
