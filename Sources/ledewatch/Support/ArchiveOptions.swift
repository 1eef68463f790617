import ArgumentParser
import Basics
import Dates
import Foundation
import Ledger
import Settings
import Watch

import struct Settings.Configuration

/// The options that choose articles of the archive by time.
struct ArchiveTimeOptions: ParsableArguments {
  @Option(
    help: "The first day (2026-03-14), time (2026-03-14T18:30), or a length of time ago (7d).")
  var since: String?

  @Option(help: "The last day, or the time before which articles were archived.")
  var until: String?

  /// Returns the filter of these options for some sources.
  func filter(
    sources: [String], _ configuration: Configuration, now: Timestamp = SystemClock().timestamp
  ) throws -> ArchiveFilter {
    var filter = ArchiveFilter()
    filter.sources = sources.map(configuration.sourceName)
    filter.since = try since.map { try ArchiveTimeOptions.time($0, "--since", now: now) }
    filter.until = try until.map {
      // A day ends when the next one begins.
      let next = $0.count == 10 ? Day(iso: $0).map { "\(Day(number: $0.number + 1))" } : nil
      return try ArchiveTimeOptions.time(next ?? $0, "--until", now: now)
    }
    return filter
  }

  private static func time(_ text: String, _ option: String, now: Timestamp) throws -> Timestamp {
    if text.last?.isLetter == true, text.first?.isNumber == true, !text.contains("-"),
      let age = Duration(configurationText: text)
    {
      return now - age
    }
    // A time without a day is that of the next day in other commands.
    guard text.contains("-"), let argument = TimeArgument(text, now: now) else {
      throw CommandError(
        Terminal.safe(
          "\(option): “\(text)” is no day (2026-03-14), time (2026-03-14T18:30) or length of time (7d)"
        ),
        .usage)
    }
    return argument.time
  }
}

/// The option for the number of articles.
struct LimitOption: ParsableArguments {
  @Option(name: .shortAndLong, help: "The largest number of articles, the newest.")
  var limit = 20

  func validate() throws {
    guard (1...100_000).contains(limit) else {
      throw ValidationError("--limit must be from 1 to 100000")
    }
  }
}

extension Configuration {
  /// Opens the archive for a command that only shows something.
  func openArchive() throws -> ReadOnlyArchive {
    do {
      return try ReadOnlyArchive(archivePath)
    } catch {
      guard keep.archive == nil, !FileManager.default.fileExists(atPath: archivePath) else {
        throw error
      }
      throw ArchiveError(
        path: archivePath, reason: "there is none, because the configuration says “archive: off”")
    }
  }
}

extension ArchiveFilter {
  /// A message for a result without articles.
  var emptyResult: String {
    self == ArchiveFilter() ? "the archive has no articles" : "no archived article matches"
  }

  /// The same, with the first source that the configuration does not have, which may be mistyped.
  func emptyResult(in configuration: Configuration) -> String {
    let known = configuration.sources.map(\.name)
    guard let name = sources.first(where: { !known.contains($0) }) else { return emptyResult }
    return emptyResult + "; \(UnknownSource(name: name, known: known))"
  }
}

extension SearchQuery {
  /// Decodes the words of a command line.
  init(words: [String], of what: String) throws {
    do {
      try self.init(words.joined(separator: " "))
    } catch {
      throw CommandError("\(what): \(error)", .usage)
    }
  }
}
