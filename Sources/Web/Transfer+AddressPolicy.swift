import CCurl
import Glibc
import WebURL

/// The state of the address policy in one hop of a transfer.
struct ConnectionPolicy {
  /// Whether idle connections are not reused.
  var forcesNewConnection = false
  /// Whether a host that was never seen before may have an address that is not public.
  var acceptsUnseen = false
  /// The reason why an address was not connected to. The host may have other addresses.
  private(set) var error: AddressPolicyError?
  /// Whether an address of the host was allowed.
  private(set) var hasAllowedAddress = false
  /// The kind of the allowed addresses; public if one of them is.
  private(set) var addressKind: AddressKind?
  /// Whether an address was refused because the host, which was never seen before, may have others.
  private var hasUnseenAddress = false

  mutating func beginHop() {
    (error, hasAllowedAddress, addressKind, hasUnseenAddress) = (nil, false, nil, false)
  }

  /// Whether a policy permits a peer for a URL.
  mutating func allows(_ peer: IPAddress?, for url: WebURL, by policy: AddressPolicy) -> Bool {
    guard let peer else {
      record(AddressPolicyError(reason: "the peer has no IP address"))
      return false
    }
    do {
      record(try policy.check(peer, for: url, acceptsUnseen: acceptsUnseen))
      return true
    } catch {
      record(error)
      return false
    }
  }

  /// Keeps the first error.
  private mutating func record(_ error: AddressPolicyError) {
    self.error = self.error ?? error
    if error.isUnseenHost { hasUnseenAddress = true }
  }

  private mutating func record(_ kind: AddressKind) {
    if addressKind != .publicAddress { addressKind = kind }
  }

  mutating func recordAllowedAddress() { hasAllowedAddress = true }

  /// Whether the host was never seen before and has no public address, so that its other ones are
  /// permitted.
  var canAcceptUnseen: Bool { hasUnseenAddress && !hasAllowedAddress && !acceptsUnseen }
}

extension Transfer {
  /// Whether the request is sent to a proxy instead of through a tunnel.
  var sendsRequestToProxy: Bool {
    request.connection.proxy?.hasPrefix("http") == true && !url.isSecure
  }

  /// Throws if there is a proxy and the host of the URL alone violates the policy. Behind a proxy,
  /// the address of the peer is unknown.
  func checkURL() throws(AddressPolicyError) {
    if request.connection.proxy != nil { try request.addressPolicy.check(url) }
  }

  /// Whether a connection to an address may be opened.
  func mayConnect(to address: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
    let mayConnect = withUnsafePointer(to: &address.pointee.addr) { isAllowed(IPAddress($0)) }
    if mayConnect { connectionPolicy.recordAllowedAddress() }
    return mayConnect
  }

  /// Whether the request may be sent to a peer. libcurl asks before every request, also on
  /// connections that other transfers opened.
  func maySendRequest(to peer: UnsafePointer<CChar>?) -> Bool {
    isAllowed(peer.flatMap { IPAddress(cString: $0) })
  }

  private func isAllowed(_ peer: IPAddress?) -> Bool {
    // The configuration names the proxy.
    if request.connection.proxy != nil { return true }
    return connectionPolicy.allows(peer, for: url, by: request.addressPolicy)
  }
}
