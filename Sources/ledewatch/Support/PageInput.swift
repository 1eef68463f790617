import ArgumentParser
import Glibc
import Logging
import News
import Settings
import Watch
import WebURL

/// A page named on the command line: an address, a file, or standard input.
struct PageInput: ParsableArguments {
  @Argument(help: "An address, a file, or - for standard input.")
  var place: String?

  @Option(name: .long, help: "The address the page of a file came from.")
  var url: String?

  @Option(name: .long, help: "The page's charset, whatever it says itself.")
  var charset: String?

  @Flag(name: .long, help: "Answer requests of standard input, one JSON object a line.")
  var batch = false

  func validate() throws {
    if !batch && place == nil { throw ValidationError("name an address, a file, or -") }
    if batch && place != nil { throw ValidationError("--batch reads its requests from stdin") }
    if let charset, !PageCharset.isLabel(charset) {
      let hint = PageCharset.suggestedLabel(for: charset).map { " (did you mean “\($0)”?)" } ?? ""
      throw ValidationError("--charset: there is no charset “\(Terminal.safe(charset))”\(hint)")
    }
  }

  /// - Parameter source: by whose settings an address is fetched; nil for the usual ones.
  func page(for source: Source? = nil) async throws -> Page {
    let place = place ?? "-"
    if place.hasPrefix("http://") || place.hasPrefix("https://") {
      return try await PageInput.fetch(place, for: source, charset: charset)
    }
    return try PageInput.read(
      place, url: url, charset: nil, override: charset ?? source?.detection.charset)
  }

  /// A file whose address is not told has its relative links below this one (RFC 2606).
  static let unknownAddress = WebURL("http://page.invalid/")!

  static func read(
    _ path: String, url: String?, charset: String?, override: String? = nil
  ) throws -> Page {
    var address = unknownAddress
    if let url {
      guard let given = WebURL(url) else {
        throw CommandError("\(Terminal.safe(url)): not an http or https address", .usage)
      }
      address = given
    }
    let bytes: [UInt8]
    do { bytes = try Files.read(path) } catch { throw CommandError("\(error)", .noInput) }
    try refuse(bytes, of: path)
    return Page(
      address: address, bytes: bytes, transportCharset: charset, charsetOverride: override)
  }

  /// What is no page would else be read as one, and its bytes shown for text.
  private static func refuse(_ bytes: [UInt8], of place: String) throws {
    guard let kind = FileKind.name(of: bytes) else { return }
    throw CommandError("page: is no page but \(kind) (\(Terminal.safe(place)))", .badData)
  }

  private static func fetch(
    _ place: String, for source: Source?, charset: String?
  ) async throws -> Page {
    guard let address = WebURL(place) else {
      throw CommandError("\(Terminal.safe(place)): not an http or https address", .usage)
    }
    let source = source ?? Source(name: "page", url: address)
    let look = OneOffFetcher(.ofProcess(log: StandardErrorLog.logger(level: .warning)))
    var page: Page
    do {
      page = try await PageInput.take(look, address, source)
    } catch let fault as PageUnavailableError {
      throw CommandError(Terminal.safe("\(fault)"), fault.isNotAPage ? .badData : .unavailable)
    }
    try refuse(page.bytes, of: page.address.string)
    if let charset { page.charsetOverride = charset }
    return page
  }

  private static func take(
    _ look: OneOffFetcher, _ address: WebURL, _ source: Source
  ) async throws -> Page {
    guard source.request.fetchCommand != nil else {
      return try await look.page(at: address, for: source)
    }
    // The program leads a session of its own, so it would outlive us.
    let work = Task { try await look.page(at: address, for: source) }
    do {
      return try await Signals.heeded {
        work.cancel()
      } during: {
        try await work.value
      }
    } catch is CancellationError {
      throw ExitCode(128 + SIGINT)
    }
  }
}
