import Foundation
import Ledger
import Logging
import Spool
import Watch
import Web

extension Dependencies {
  /// Returns the dependencies of a command: the network, the system clocks, and processes.
  static func ofProcess(log: Logger, client: Client = Client()) -> Dependencies {
    let hooks = HookRunner(environment: ProcessInfo.processInfo.environment)
    let fetch = NetworkFetch(send: { try await client.fetch($0) })
    let logged: Fetch = { request in try await log.logging(request) { try await fetch($0) } }
    let caller = HookCaller(
      programs: hooks, fetch: logged, feeds: FeedWriter(log: log),
      objects: ObjectUploader(log: log))
    var dependencies = Dependencies(
      fetch: logged, runHook: { await caller.call($0, $1, $2) }, log: log)
    dependencies.runJoinedHook = { await caller.call($0, $1, attempt: $2) }
    let command = FetchCommand(environment: ProcessInfo.processInfo.environment)
    dependencies.fetchByCommand = { request, program in
      try await log.logging(request) { try await command.fetch($0, by: program) }
    }
    // systemd names the directories of RuntimeDirectory= there, separated by colons.
    dependencies.statusDirectory = ProcessInfo.processInfo.environment["RUNTIME_DIRECTORY"]?
      .split(separator: ":").first.map(String.init)
    dependencies.awaitTransferLoop = { await client.ping() }
    dependencies.releaseMemory = {
      let keepsConnections = await client.closeStaleConnections()
      ProcessMemory.release()
      return keepsConnections
    }
    return dependencies
  }
}

/// Runs `body`, and turns errors of ledger, lock and spool into errors with an exit code.
func withCommandErrors<Result>(_ body: () async throws -> Result) async throws -> Result {
  do {
    return try await body()
  } catch let error as LedgerLockedError {
    throw CommandError("lock: \(error)", .temporaryFailure)
  } catch let error as SpoolError {
    throw CommandError("\(error)", .cannotCreate)
  } catch let error as LedgerError {
    throw CommandError("\(error)", .inputOutput)
  } catch let error as ArchiveError {
    throw CommandError(Terminal.safe("\(error)"), .inputOutput)
  } catch let error as UnknownSource {
    throw CommandError("\(error)", .usage)
  }
}
