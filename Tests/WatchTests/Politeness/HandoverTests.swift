import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Watch
@testable import Web

/// URLs that a proxy gets.
@Suite struct HandoverTests {
  private typealias Outcome = (
    result: Result<Response, FetchError>, sent: [String], lookedUp: [String]
  )

  /// Performs a request by a proxy; a redirect leads from `/go` to the target.
  private func fetch(
    _ url: WebURL, addresses: [String: [String]] = [:], naming: [NamedOrigin] = [],
    redirect target: WebURL? = nil
  ) async -> Outcome {
    let names = Mutex<[String]>([])
    let urls = Mutex<[String]>([])
    let fetch = NetworkFetch { request in
      urls.withLock { $0.append(request.url.string) }
      var response = Response(url: request.url, status: 200)
      if request.url.path == "/go", let target {
        response.pendingRedirect = PendingRedirect(
          url: target, redirects: [(302, target)], duration: .zero)
      }
      return response
    } lookUp: { name in
      names.withLock { $0.append(name) }
      return (addresses[name] ?? []).map { IPAddress($0)! }
    }
    let request = Request(
      url, connection: ConnectionOptions(proxy: "http://proxy.test:3128"),
      addressPolicy: AddressPolicy(namedOrigins: naming))
    let result: Result<Response, FetchError>
    do {
      result = .success(try await fetch(request))
    } catch {
      result = .failure(error as! FetchError)
    }
    return (result, urls.withLock { $0 }, names.withLock { $0 })
  }

  @Test(arguments: [
    "127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "fd00::1", "169.254.169.254", "fe80::1",
    "::ffff:127.0.0.1", "100.100.100.200", "fd00:ec2::254",
  ])
  func `A name that resolves inward is not handed over`(address: String) async {
    for addresses in [[address], ["1.1.1.1", address], [address, "1.1.1.1"]] {
      let outcome = await fetch(
        "http://news.paper.org/", addresses: ["news.paper.org": addresses])
      #expect(throws: FetchError.self) { try outcome.result.get() }
      #expect(outcome.sent.isEmpty)
    }
  }

  @Test func `A public name is handed over, and its kind is known`() async throws {
    let outcome = await fetch(
      "http://news.paper.org/", addresses: ["news.paper.org": ["1.1.1.1", "2606:4700::1111"]])
    #expect(try outcome.result.get().addressKind == .publicAddress)
    #expect(outcome.sent == ["http://news.paper.org/"])
  }

  @Test func `A named host that was public is not handed over with a private address`() async {
    let url: WebURL = "http://news.paper.org/"
    for (kind, isHandedOver) in [
      (AddressKind.publicAddress, false), (.privateAddress, true), (nil, true),
    ] {
      let outcome = await fetch(
        url, addresses: ["news.paper.org": ["10.0.0.1"]],
        naming: [NamedOrigin(url, firstSeen: kind)])
      #expect(outcome.sent.isEmpty != isHandedOver)
      guard case .failure(let error) = outcome.result else { continue }
      #expect(error.refusedAddress == RefusedAddress(host: "news.paper.org", address: "10.0.0.1"))
    }
  }

  @Test
  func `What this machine cannot resolve is left to the proxy, and names of Tor are not looked up`()
    async throws
  {
    for (url, names): (WebURL, [String]) in [
      ("http://news.paper.org/", ["news.paper.org"]), ("http://abcdefghijkl.onion/", []),
    ] {
      let outcome = await fetch(url)
      #expect(try outcome.result.get().addressKind == nil)
      #expect(outcome.lookedUp == names)
    }
  }

  @Test func `Each step of a redirect is judged`() async {
    let addresses = ["news.paper.org": ["1.1.1.1"], "inward.paper.org": ["127.0.0.1"]]
    for target: WebURL in ["http://inward.paper.org/", "http://127.0.0.1/", "http://[::1]/"] {
      let outcome = await fetch(
        "http://news.paper.org/go", addresses: addresses, redirect: target)
      guard case .failure(let error) = outcome.result else {
        Issue.record("\(target) was handed over")
        continue
      }
      #expect(error.stage == .policy && error.url == target)
      #expect(outcome.sent == ["http://news.paper.org/go"])
    }
  }
}
