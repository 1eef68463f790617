import Basics
import Foundation
import Glibc
import Settings
import Synchronization
import TestSupport
import Testing
import WebURL

@testable import Watch
@testable import Web

/// What the page of a hostile site reaches by Debian's Chromium with the guard of a fetch program,
/// measured at servers on loopback.
@Suite(.enabled(if: Chromium.isInstalled, "chromium is not installed"))
struct ChromiumGuardTests {
  /// The servers of the inside, for TCP and for UDP at one port.
  private final class Inside: Sendable {
    private final class Log: Sendable {
      let paths = Mutex<Set<String>>([])
    }

    let port: UInt16
    private let log = Log()
    private let servers: [ScriptedServer]
    private let udp: Int32

    init() {
      let serve: @Sendable (ServerConnection) -> Void = { [log] connection in
        let path = connection.request()?.split(separator: " ").dropFirst().first
        log.paths.withLock { _ = $0.insert(path.map(String.init) ?? "silent connection") }
        connection.send(RawResponse.page("inside", headers: ["Access-Control-Allow-Origin: *"]))
      }
      if ScriptedServer.hasIPv6 {
        let (four, six) = ScriptedServer.pair("127.0.0.1", "::1", serve: serve, andServe: serve)
        servers = [four, six]
      } else {
        servers = [ScriptedServer(host: "127.0.0.1", serve: serve)]
      }
      port = servers[0].port
      udp = socket(
        AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      let isBound = IPAddress("127.0.0.1")!.withSocketAddress(port: Int(port)) { [udp] in
        bind(udp, $0, $1) == 0
      }
      precondition(isBound, "the UDP port is in use")
    }

    deinit { close(udp) }

    var contacts: Int { servers.map(\.connections).reduce(0, +) }

    /// The paths that were requested, and `/stun` if there was a packet.
    var requested: Set<String> {
      var byte: UInt8 = 0
      let isPacket = recv(udp, &byte, 1, 0) >= 0
      return log.paths.withLock { $0 }.union(isPacket ? ["/stun"] : [])
    }
  }

  /// The elements and scripts of a page, each of which refers to the inside by its name as path.
  /// `{}` stands for `127.0.0.1:PORT`, and `{port}` for the port.
  private static let tricks = [
    "img": "<img src='http://{}/img'>", "script": "<script src='http://{}/script'></script>",
    "css": "<link rel=stylesheet href='http://{}/css'>",
    "import": "<style>@import 'http://{}/import';</style>",
    "iframe": "<iframe src='http://{}/iframe'></iframe>",
    "object": "<object data='http://{}/object'></object>",
    "prefetch": "<link rel=prefetch href='http://{}/prefetch'>",
    "preload": "<link rel=preload as=image href='http://{}/preload'>",
    "preconnect":
      "<link rel=preconnect href='http://{}'><link rel=dns-prefetch href='//inward.test'>",
    "video": "<video autoplay muted src='http://{}/video'></video>",
    "refresh":
      "<iframe srcdoc=\"<meta http-equiv=refresh content='0;url=http://{}/refresh'>\"></iframe>",
    "redirect": "<img src='/redirect'>", "frame redirect": "<iframe src='/redirect'></iframe>",
    "form": """
    <iframe name=f></iframe><form id=form method=post target=f action='http://{}/form'></form>
    <script>document.getElementById('form').submit()</script>
    """,
    "fetch": "<script>fetch('http://{}/fetch', {mode: 'no-cors'}).catch(() => 0)</script>",
    "xhr": "<script>x = new XMLHttpRequest(); x.open('GET', 'http://{}/xhr'); x.send()</script>",
    "websocket": "<script>new WebSocket('ws://{}/websocket')</script>",
    "eventsource": "<script>new EventSource('http://{}/eventsource')</script>",
    "beacon": "<script>navigator.sendBeacon('http://{}/beacon', 'x')</script>",
    "worker": """
    <script>new Worker(URL.createObjectURL(new Blob(
    ["fetch('http://{}/worker', {mode: 'no-cors'})"])))</script>
    """,
    "service worker": "<script>navigator.serviceWorker?.register('/worker.js')</script>",
    "module": "<script type=module>import('http://{}/module').catch(() => 0)</script>",
    "popup": "<script>window.open('http://{}/popup')</script>",
    "localhost": "<img src='http://localhost:{port}/localhost'>",
    "localhost.": "<img src='http://localhost.:{port}/localhost-dot'>",
    "sub.localhost": "<img src='http://sub.localhost:{port}/sub-localhost'>",
    "IPv6": "<img src='http://[::1]:{port}/ipv6'>",
    "mapped": "<img src='http://[::ffff:127.0.0.1]:{port}/mapped'>",
    "zero": "<img src='http://0:{port}/zero'>",
    "decimal": "<img src='http://2130706433:{port}/decimal'>",
    "hexadecimal": "<img src='http://0x7f.1:{port}/hexadecimal'>",
    "octal": "<img src='http://0177.0.0.1:{port}/octal'>",
    "name": "<img src='http://inward.test:{port}/name'>",
    "rebinding": "<img src='http://rebind.test:{port}/rebinding'>",
    "file": "<iframe src='file:///etc/passwd'></iframe><img src='file:///etc/passwd'>",
    "stun": """
    <script>p = new RTCPeerConnection({iceServers: [{urls: 'stun:{}'},
    {urls: 'turn:{}?transport=tcp', username: 'a', credential: 'b'}]});
    p.createDataChannel('x'); p.createOffer().then(o => p.setLocalDescription(o))</script>
    """,
  ]

  private static func page(_ inside: Inside) -> String {
    let body = tricks.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n")
      .replacing("{}", with: "127.0.0.1:\(inside.port)").replacing("{port}", with: "\(inside.port)")
    // The page is complete when the last of the frames and images are.
    return "<!DOCTYPE html><title>tricks</title>\(body)<p id=end>not run</p>"
      + "<script>document.getElementById('end').textContent = 'the end'</script>"
  }

  /// The options of the shipped example that bind Chromium to the proxy.
  private static let guardOptions = [
    "--proxy-server={proxy}", "--proxy-bypass-list=<-loopback>",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
  ]

  private static func site(_ inside: Inside) -> ScriptedServer {
    let port = inside.port
    let page = page(inside)
    return ScriptedServer(host: "127.1.0.1") { head in
      switch head.split(separator: " ").dropFirst().first {
      case "/": RawResponse.page(page, headers: ["Content-Type: text/html"])
      case "/redirect": RawResponse.redirect("http://127.0.0.1:\(port)/redirect")
      case "/worker.js":
        RawResponse.page(
          "fetch('http://127.0.0.1:\(port)/service', {mode: 'no-cors'})",
          headers: ["Content-Type: text/javascript"])
      default: RawResponse.page("", status: 404)
      }
    }
  }

  private func run(_ inside: Inside, isGuarded: Bool) async throws -> String {
    let site = Self.site(inside)
    let scratch = Scratch()
    let argv =
      [Chromium.program, "--headless", "--disable-gpu", "--disable-dev-shm-usage"]
      + (geteuid() == 0 ? ["--no-sandbox"] : []) + (isGuarded ? Self.guardOptions : [])
      + [
        "--user-data-dir=\(scratch.path("profile"))", "--virtual-time-budget=4000", "--dump-dom",
        "{url}",
      ]
    let count = Mutex(0)
    let command = FetchCommand(environment: ["HOME": scratch.path("")]) { name in
      guard name == "rebind.test" else { return [IPAddress("127.0.0.1")!] }
      let isFirst = count.withLock {
        $0 += 1
        return $0 == 1
      }
      return [IPAddress(isFirst ? "127.1.0.1" : "127.0.0.1")!]
    }
    var request = Request(
      site.url(),
      addressPolicy: AddressPolicy(
        namedOrigins: [NamedOrigin(site.url())], allowed: [AllowedHost("127.1.0.1")!]))
    request.bounds.maximumDuration = .seconds(300)
    let response = try await command.fetch(
      request, by: FetchProgram(argv: argv, isGuarded: isGuarded))
    return String(decoding: response.body, as: UTF8.self)
  }

  @Test func `The documentation shows the options that this suite tests`() throws {
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for file in ["docs/politeness.md", "Config/ledewatch.yaml"] {
      let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
      for option in Self.guardOptions { #expect(text.contains(option), "\(file): \(option)") }
    }
  }

  @Test func `A page reaches nothing on loopback by any of its tricks`() async throws {
    #expect(Self.tricks.count >= 20)
    let inside = Inside()
    let text = try await run(inside, isGuarded: true)
    #expect(text.contains("the end"))
    #expect(inside.requested == [])
    #expect(inside.contacts == 0)
  }

  @Test func `Without the guard, the tricks reach loopback`() async throws {
    let inside = Inside()
    _ = try await run(inside, isGuarded: false)
    // Some depend on names that only the resolver of the test knows.
    let requested = inside.requested
    #expect(requested.count >= 20, "\(requested.sorted())")
    #expect(requested.isSuperset(of: ["/fetch", "/form", "/img", "/stun", "/websocket"]))
  }
}

private enum Chromium {
  static let program = "/usr/bin/chromium"
  static let isInstalled = access(program, X_OK) == 0
}
