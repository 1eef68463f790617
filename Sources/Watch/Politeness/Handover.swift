import Web
import WebURL

/// The judgement of a URL before a proxy or a program gets it, which connects on behalf of this
/// process: the address policy applies to the addresses that the host has here.
struct Handover: Sendable {
  /// Returns the addresses of a host; empty if it cannot be resolved. Blocks.
  let lookUp: @Sendable (String) -> [IPAddress]

  /// Returns the kind of addresses that the host of the request has; nil if it has none here.
  /// - Throws: `FetchError` if the host has an address that the policy of the request forbids.
  func addressKind(of request: Request) async throws(FetchError) -> AddressKind? {
    let addresses = await addresses(of: request.url)
    do throws(AddressPolicyError) {
      return try request.addressPolicy.check(request.url, addresses: addresses)
    } catch {
      throw Handover.fetchError(error, for: request)
    }
  }

  static func fetchError(_ error: AddressPolicyError, for request: Request) -> FetchError {
    var fetchError = FetchError(stage: .policy, url: request.url, reason: error.reason)
    fetchError.isRedirectError = request.isRedirected
    fetchError.refusedAddress = error.refused
    return fetchError
  }

  private func addresses(of url: WebURL) async -> [IPAddress] {
    if let address = IPAddress(hostOf: url) { return [address] }
    // Names of Tor must not be looked up (RFC 7686, 2).
    guard !url.comparableHost.hasSuffix(".onion") else { return [] }
    return await NameResolver.addresses(of: url.host, by: lookUp)
  }
}

/// The fetches of a client. The URLs of requests through a proxy, and of each of their redirects, are
/// judged first.
package struct NetworkFetch: Sendable {
  private let send: Fetch
  private let handover: Handover

  /// - Parameters:
  ///   - send: `Client.fetch`.
  ///   - lookUp: returns the addresses of a host; empty if it cannot be resolved. Blocks.
  package init(
    send: @escaping Fetch,
    lookUp: @escaping @Sendable (String) -> [IPAddress] = NameResolver.lookUp(of:)
  ) {
    self.send = send
    handover = Handover(lookUp: lookUp)
  }

  package func callAsFunction(_ request: Request) async throws -> Response {
    guard request.connection.proxy != nil else { return try await send(request) }
    var hop = request
    hop.followsRedirects = false
    while true {
      let kind = try await handover.addressKind(of: hop)
      var response: Response
      do {
        response = try await send(hop)
      } catch var error as FetchError {
        if kind == .publicAddress { error.addressKind = kind }
        throw error
      }
      response.addressKind = kind
      guard request.followsRedirects, let next = response.pendingRedirect else { return response }
      hop = hop.following(next)
    }
  }
}
