import ArgumentParser
import Foundation
import Ledger
import WebURL

struct OpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open the address of an archived article in the browser.",
    discussion: """
      Starts xdg-open. Prints the address if there is no xdg-open or no graphical session. Can be used while \
      the service runs.

      Examples:
        ledewatch open k3v9x2m7
      """)

  @OptionGroup var options: ConfigurationOptions

  @Argument(help: "The id of the article, the name or path of its entry, or its link.")
  var article: String

  mutating func run() async throws {
    let configuration = try await options.loadForReading()
    let found = try await withCommandErrors { [article] in
      try await ArticleReference.archived(
        article, in: configuration.openArchive(), configuration)
    }
    // Only an http or https address is a WebURL, and it begins with its scheme, so it is no option.
    guard let address = found.last?.url.flatMap({ WebURL($0) })?.string else {
      throw CommandError("the article has no http or https address", .badData)
    }
    let environment = ProcessInfo.processInfo.environment
    guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil,
      let opener = Programs.path(of: "xdg-open", in: environment["PATH"] ?? "")
    else { return Output.line(address) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: opener)
    process.arguments = [address]
    do {
      try process.run()
    } catch {
      return Output.line(address)
    }
    process.waitUntilExit()
    if process.terminationStatus != 0 {
      throw CommandError(
        "xdg-open failed with \(process.terminationStatus): \(address)", .unavailable)
    }
  }
}
