import ArgumentParser
import Glibc
import Logging
import News
import Settings
import Watch
import WebURL

/// The page that a command works on: an address, a file, or standard input.
struct PageInput: ParsableArguments {
  @Argument(help: "An address, a file, or - for standard input.", completion: .file())
  var location: String?

  @Option(name: .long, help: "The address from which the page in the file was fetched.")
  var url: String?

  @Option(name: .long, help: "The charset of the page, instead of the one it declares.")
  var charset: String?

  @Flag(name: .long, help: "Answer requests from standard input, one JSON object per line.")
  var batch = false

  func validate() throws {
    if !batch && location == nil { throw ValidationError("expected an address, a file, or -") }
    if batch && location != nil {
      throw ValidationError(
        "--batch reads its requests from standard input; leave out the address or file")
    }
    if let charset, !PageCharset.isLabel(charset) {
      let hint = PageCharset.suggestedLabel(for: charset).map { " (did you mean “\($0)”?)" } ?? ""
      throw ValidationError("--charset: unknown charset “\(Terminal.safe(charset))”\(hint)")
    }
  }

  /// - Parameter source: the source whose settings apply; nil for the default settings.
  func page(for source: Source? = nil) async throws -> Page {
    let location = location ?? "-"
    if location.hasPrefix("http://") || location.hasPrefix("https://") {
      return try await PageInput.fetch(location, for: source, charset: charset)
    }
    return try PageInput.read(
      location, url: url, charset: nil, override: charset ?? source?.detection.charset,
      maximumBytes: PageInput.maximumBytes(for: source))
  }

  /// The maximum size of a page: `page_limit` of the source, or its default.
  static func maximumBytes(for source: Source?) -> Int {
    source?.request.bounds.maximumBodySize ?? Files.maximumBytes
  }

  /// The address of a file if none is given; relative links are resolved against it (RFC 2606).
  static let unknownAddress = WebURL("http://page.invalid/")!

  static func read(
    _ path: String, url: String?, charset: String?, override: String? = nil,
    maximumBytes: Int = Files.maximumBytes
  ) throws -> Page {
    var address = unknownAddress
    if let url {
      guard let parsed = WebURL(url) else {
        throw CommandError.notAnAddress(url)
      }
      address = parsed
    }
    let bytes: [UInt8]
    do { bytes = try Files.read(path, maximumBytes: maximumBytes) } catch {
      let hint = error.code == ENOENT ? addressHint(path) : ""
      throw CommandError("\(error)\(hint)", error.isTooLarge ? .badData : .noInput)
    }
    try requirePage(bytes, of: path)
    return Page(
      address: address, bytes: bytes, transportCharset: charset, charsetOverride: override)
  }

  /// The question whether a missing file is an address without its scheme; empty if it does not look like one.
  private static func addressHint(_ path: String) -> String {
    let host = path.prefix { $0 != "/" }
    let isHost = host.contains(".") && !host.hasPrefix(".") && !host.hasSuffix(".html")
    guard isHost, let url = WebURL("https://" + path) else { return "" }
    return "; did you mean “\(Terminal.safe(url.string))”?"
  }

  /// Rejects a file of a known format that is not a page, whose bytes would be shown as text. JSON may
  /// be a feed, and a gzip file may contain one.
  private static func requirePage(_ bytes: [UInt8], of location: String) throws {
    guard let format = FileSignature(bytes), format != .json, !Listing.isFeed(bytes) else { return }
    throw CommandError(
      "page: \(Terminal.safe(location)) is \(format.rawValue), not a web page or feed", .badData)
  }

  private static func fetch(
    _ location: String, for source: Source?, charset: String?
  ) async throws -> Page {
    guard let address = WebURL(location) else {
      throw CommandError.notAnAddress(location)
    }
    let source = source ?? Source(name: "page", url: address)
    let log = StandardErrorLog.logger(level: .warning)
    let progress = CommandProgress(log: log)
    defer { progress.end() }
    let fetcher = OneOffFetcher(progress.dependencies)
    var page: Page
    do {
      page = try await PageInput.fetch(address, for: source, by: fetcher)
    } catch let error as PageUnavailableError {
      throw CommandError(error)
    }
    try requirePage(page.bytes, of: page.address.string)
    if let charset { page.charsetOverride = charset }
    return page
  }

  private static func fetch(
    _ address: WebURL, for source: Source, by fetcher: OneOffFetcher
  ) async throws -> Page {
    guard source.request.fetchCommand != nil else {
      return try await fetcher.page(at: address, for: source)
    }
    // The fetch program has a session of its own, so a signal must be passed on to it.
    let work = Task { try await fetcher.page(at: address, for: source) }
    do {
      return try await Signals.withHandlers {
        work.cancel()
      } during: {
        try await work.value
      }
    } catch is CancellationError {
      throw ExitCode(128 + SIGINT)
    }
  }
}
