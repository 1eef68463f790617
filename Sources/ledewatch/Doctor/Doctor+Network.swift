import Basics
import Foundation
import Glibc
import Settings
import WebURL

/// Names, certificate authorities and proxies. No site is requested.
extension Doctor {
  /// The number of hosts that are looked up, and the time for all of them.
  private static let (maximumHosts, timeout) = (12, Duration.seconds(8))

  func checkNames(_ findings: inout Findings) async {
    let direct = configuration.sources.filter {
      $0.network.proxy == nil && $0.request.fetchCommand == nil
    }
    let names = Set(direct.filter { $0.url.hostKind == .domain }.map(\.url.host)).sorted()
    guard !names.isEmpty else {
      return findings.ok("names", "there are no host names to look up")
    }
    let hosts = Array(names.prefix(Doctor.maximumHosts))
    let results = await Deadline.collect(hosts, within: Doctor.timeout) { lookUp($0, port: nil) }
    let failures = hosts.filter { results[$0] != .some(nil) }
    let remedy = "check the spelling, /etc/resolv.conf and the network (getent ahosts NAME)"
    for host in failures {
      let reason =
        results[host].flatMap { $0 } ?? "no answer within \(Doctor.timeout.shortDescription)"
      let message = "cannot look up \(host): \(reason)"
      if failures.count == hosts.count {
        findings.fail("names", message, remedy: remedy)
      } else {
        findings.warn("names", message, remedy: remedy)
      }
    }
    guard failures.isEmpty else { return }
    let rest = names.count > hosts.count ? " of \(names.count)" : ""
    findings.ok(
      "names",
      "\(hosts.count)\(rest) \(hosts.count == 1 ? "host name has" : "host names have") addresses")
  }

  // MARK: - Certificate authorities

  private static let systemAuthorities = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  func checkAuthorities(_ findings: inout Findings) {
    var files: Set<String> = []
    for source in configuration.sources {
      if let file = source.network.authoritiesPath { files.insert(file) }
    }
    for file in files.sorted() { checkAuthorities(in: file, &findings) }
    if let file = Doctor.systemAuthorities.first(where: { PathStatus($0) != nil }) {
      checkAuthorities(in: file, &findings)
    } else {
      findings.fail(
        "certificates",
        "the system has no certificate authorities, so no https page can be fetched",
        remedy: "apt-get install ca-certificates")
    }
  }

  private func checkAuthorities(in file: String, _ findings: inout Findings) {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      return findings.fail(
        "certificates", "\(file) cannot be read", remedy: "check “ca_file” and its permissions")
    }
    let count = text.components(separatedBy: "-----BEGIN CERTIFICATE-----").count - 1
    guard count > 0 else {
      return findings.fail(
        "certificates", "\(file) contains no certificate in PEM form",
        remedy: "convert it (openssl x509 -inform der …), or run update-ca-certificates")
    }
    findings.ok("certificates", "\(file) has \(counted(count, "certificate"))")
  }

  // MARK: - Proxies

  func checkProxies(_ findings: inout Findings) async {
    let proxies = Set(configuration.sources.compactMap(\.network.proxy)).sorted()
    let ignored = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
      .filter { environment[$0]?.isEmpty == false }
    if let first = ignored.first, proxies.isEmpty {
      findings.warn(
        "proxy", "the environment variable \(first) is not used",
        remedy: "if pages are reachable only by a proxy, set “proxy” under “defaults”")
    }
    let addresses = Dictionary(
      proxies.compactMap { proxy in Doctor.address(ofProxy: proxy).map { ($0.name, $0.port) } },
      uniquingKeysWith: { first, _ in first })
    let results = await Deadline.collect(addresses.keys.sorted(), within: Doctor.timeout) {
      connect(to: String($0.split(separator: "|")[0]), port: addresses[$0]!)
    }
    for key in addresses.keys.sorted() {
      let name = key.replacing("|", with: ":")
      if case .some(nil) = results[key] {
        findings.ok("proxy", "\(name) accepts connections")
      } else {
        let reason = results[key].flatMap { $0 } ?? "no answer"
        findings.fail(
          "proxy", "cannot connect to \(name): \(reason)",
          remedy: "start the proxy, or change “proxy”")
      }
    }
  }

  /// Returns the host and port of a proxy, without its user: the name is `host|port`.
  static func address(ofProxy proxy: String) -> (name: String, port: Int)? {
    let authority = proxy.components(separatedBy: "://").last?.split(separator: "/").first
    guard let host = authority?.split(separator: "@").last else { return nil }
    let colon = host.lastIndex(of: ":").flatMap { host[$0...].contains("]") ? nil : $0 }
    let port = colon.flatMap { Int(host[host.index(after: $0)...]) } ?? 1080
    let name = colon.map { host[..<$0] } ?? host
    return ("\(name.filter { $0 != "[" && $0 != "]" })|\(port)", port)
  }
}

/// Looks up a name.
/// - Returns: The reason of a failure; nil if it has an address.
private func lookUp(_ host: String, port: Int?) -> String? {
  var addresses: UnsafeMutablePointer<addrinfo>?
  let code = getaddrinfo(host, nil, nil, &addresses)
  defer { if let addresses { freeaddrinfo(addresses) } }
  return code == 0 ? nil : String(cString: gai_strerror(code)).lowercased()
}

/// Connects to a host and closes the connection.
/// - Returns: The reason of a failure; nil if it accepts connections.
private func connect(to host: String, port: Int) -> String? {
  var hints = addrinfo()
  hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  var addresses: UnsafeMutablePointer<addrinfo>?
  let code = getaddrinfo(host, "\(port)", &hints, &addresses)
  guard code == 0 else { return String(cString: gai_strerror(code)).lowercased() }
  defer { freeaddrinfo(addresses) }
  var reason = "it has no address"
  var next = addresses
  while let address = next?.pointee {
    next = address.ai_next
    let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard descriptor >= 0 else { continue }
    defer { close(descriptor) }
    if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return nil }
    reason = FileError.reason(errno)
  }
  return reason
}

/// Blocking calls with a common time limit.
private enum Deadline {
  /// Calls the body for each key on a thread of its own.
  /// - Returns: The results that were there in time.
  static func collect(
    _ keys: [String], within limit: Duration, _ body: @escaping @Sendable (String) -> String?
  ) async -> [String: String?] {
    guard !keys.isEmpty else { return [:] }
    let (stream, continuation) = AsyncStream.makeStream(of: (String, String?).self)
    for key in keys where !DetachedThread.start({ continuation.yield((key, body(key))) }) {
      continuation.yield((key, "no thread can be started"))
    }
    let timer = Task {
      try? await ContinuousClock().sleep(for: limit)
      continuation.finish()
    }
    defer { timer.cancel() }
    var results: [String: String?] = [:]
    for await (key, result) in stream {
      results[key] = .some(result)
      if results.count == keys.count { break }
    }
    return results
  }
}
