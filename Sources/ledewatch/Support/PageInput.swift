import ArgumentParser
import News
import Web

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
  }

  func page() async throws -> Page {
    let place = place ?? "-"
    if place.hasPrefix("http://") || place.hasPrefix("https://") {
      return try await PageInput.fetch(place, charset: charset)
    }
    return try PageInput.read(place, url: url, charset: nil, override: charset)
  }

  /// A file whose address is not told has its relative links below this one (RFC 2606).
  static let unknownAddress = Address("http://page.invalid/")!

  static func read(
    _ path: String, url: String?, charset: String?, override: String? = nil
  ) throws -> Page {
    var address = unknownAddress
    if let url {
      guard let given = Address(url) else {
        throw Complaint("\(Terminal.safe(url)): not an http or https address", .usage)
      }
      address = given
    }
    do {
      return Page(
        address: address, bytes: try Files.read(path), transportCharset: charset,
        charsetOverride: override)
    } catch {
      throw Complaint("\(error)", .noInput)
    }
  }

  private static func fetch(_ place: String, charset: String?) async throws -> Page {
    guard let address = Address(place) else {
      throw Complaint("\(Terminal.safe(place)): not an http or https address", .usage)
    }
    let client = Client()
    let reply: Reply
    do {
      // The person at the keyboard named this host, so it may be anywhere.
      reply = try await client.fetch(
        Request(
          address.string, addressPolicy: AddressPolicy(namedHosts: [address.host])))
    } catch {
      throw Complaint("\(error)", .unavailable)
    }
    guard reply.status == 200 else {
      throw Complaint(
        "http: status \(reply.status) (\(Terminal.safe(reply.address)))", .unavailable)
    }
    return Page(
      address: Address(reply.address) ?? address, bytes: reply.body,
      transportCharset: reply.charset, charsetOverride: charset)
  }
}
