import Foundation
import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Watch

@Suite struct FetchCommandTests {
  let scratch = Scratch()
  private let url: WebURL = "http://desk.example/'a'?b=c&d=e"

  /// A fetch by a shell script.
  private func fetch(
    _ script: String, _ arguments: String..., url: WebURL? = nil, isGuarded: Bool = true,
    configure: (inout Request) -> Void = { _ in }
  ) async -> Result<Response, FetchError> {
    let path = scratch.write(script, to: "fetch")
    let command = FetchCommand(
      environment: ["PATH": "/usr/bin:/bin", "SECRET": "s3cret"], gracePeriod: .milliseconds(100),
      lookUp: { $0 == "desk.example" ? [IPAddress("10.0.0.9")!] : [] })
    var request = Request(url ?? self.url, header: RequestHeader(userAgent: "Ledewatch/9 (+ann)"))
    request.addressPolicy.namedOrigins = [NamedOrigin(url ?? self.url)]
    configure(&request)
    do throws(FetchError) {
      // Executed itself, the script would be busy while a child process of another test has it open.
      return .success(
        try await command.fetch(
          request, by: FetchProgram(argv: ["/bin/sh", path] + arguments, isGuarded: isGuarded)))
    } catch {
      return .failure(error)
    }
  }

  /// A named pipe that scripts keep open as long as they run.
  private struct LifePipe {
    let path: String
    private let descriptor: Int32

    init(_ path: String) {
      self.path = path
      precondition(mkfifo(path, 0o600) == 0, "cannot create \(path)")
      descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    }

    /// Returns when no process has the pipe open for writing, or when one has written to it.
    /// - Returns: Whether nothing was written.
    func awaitEnd() async -> Bool {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread { [descriptor] in
          var byte: UInt8 = 0
          var count = read(descriptor, &byte, 1)
          while count < 0, errno == EAGAIN || errno == EINTR {
            var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            poll(&event, 1, -1)
            count = read(descriptor, &byte, 1)
          }
          close(descriptor)
          continuation.resume(returning: count == 0)
        }
      }
    }
  }

  private func text(_ result: Result<Response, FetchError>) throws -> String {
    String(decoding: try result.get().body, as: UTF8.self)
  }

  @Test func `The output of the program is the page`() async throws {
    let result = await fetch("echo '<p>page'; echo noise >&2")
    #expect(try text(result) == "<p>page\n")
    #expect(try result.get().status == 200)
    #expect(try result.get().url == url)
  }

  @Test func `The address is a separate argument and an environment variable, without a shell`()
    async throws
  {
    let result = await fetch("printf '%s|' \"$@\" \"$LEDEWATCH_URL\"", "--dump", "{url}", "x{url}")
    #expect(try text(result) == "--dump|\(url)|x{url}|\(url)|")
  }

  @Test func `The environment of the program is clean`() async throws {
    let names = try text(await fetch("env | sed 's/=.*//' | sort"))
      .split(separator: "\n").filter { !["PWD", "SHLVL", "_", "OLDPWD"].contains($0) }
    let plain = ["HOME", "LANG", "LEDEWATCH_URL", "LEDEWATCH_USER_AGENT", "PATH"]
    let proxies = [
      "ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "http_proxy", "https_proxy",
    ]
    #expect(Set(names.map(String.init)) == Set(plain + proxies))
  }

  @Test func `The error contains the exit status and the last line of standard error`() async {
    let error = await fetch("echo '<p>half'; echo 'no route' >&2; exit 3").error
    #expect(error?.stage == .command)
    #expect(error?.reason.hasSuffix(" ended with exit status 3: no route") == true)
    #expect(error?.isHostFailure == false)
  }

  @Test func `A program that writes nothing or is killed has failed`() async {
    let silent = await fetch("echo 'no display' >&2").error
    #expect(silent?.reason.hasSuffix("wrote no page: no display") == true)
    let killed = await fetch("kill -9 $$").error
    #expect(killed?.reason.hasSuffix("was killed by signal 9") == true)
  }

  @Test func `Processes that a program leaves behind are killed`() async throws {
    let life = LifePipe(scratch.path("life"))
    let result = await fetch("(sleep 600; echo) > \(life.path) & echo '<p>page'")
    #expect(try text(result) == "<p>page\n")
    #expect(await life.awaitEnd())
  }

  @Test func `A program that does not end is killed with its process group`() async throws {
    let life = LifePipe(scratch.path("life"))
    let error = await fetch("(sleep 600; echo) > \(life.path) & sleep 600") {
      $0.bounds.maximumDuration = .seconds(0.3)
    }.error
    #expect(error?.stage == .command)
    #expect(error?.reason == "the program did not end within fetch_limit, 300ms")
    #expect(error?.isTimeout == true)
    #expect(error?.isHostFailure == false)
    #expect(await life.awaitEnd())
  }

  @Test func `A page larger than its maximum is an error`() async {
    let error = await fetch("yes") { $0.bounds.maximumBodySize = 100_000 }.error
    #expect(error?.stage == .bounds)
    #expect(error?.reason == "the page is larger than page_limit, 100000 bytes")
  }

  @Test func `The error for a missing program names it`() async {
    let command = FetchCommand(environment: [:], lookUp: { _ in [IPAddress("10.0.0.9")!] })
    do throws(FetchError) {
      let request = Request(
        url, addressPolicy: AddressPolicy(namedOrigins: [NamedOrigin(url)]))
      _ = try await command.fetch(request, by: ["/no/such/program"])
      Issue.record("it ran")
    } catch {
      #expect(error.stage == .command)
      #expect(error.reason == "/no/such/program: No such file or directory")
    }
  }

  @Test func `The program is not run for addresses that are not public`() async {
    for url: WebURL in [
      "http://169.254.169.254/", "http://localhost/", "http://[::1]:8080/",
    ] {
      for isGuarded in [true, false] {
        let result = await fetch("echo x", url: url, isGuarded: isGuarded) {
          $0.addressPolicy.namedOrigins = []
        }
        #expect(result.error?.stage == .policy)
      }
    }
    let named = await fetch("echo x", url: "http://10.0.0.1/")
    #expect(named.error == nil)
  }

  // MARK: - The guard

  @Test func `A guarded program gets a proxy in its arguments and its environment`() async throws {
    let text = try text(
      await fetch("printf '%s|' \"$@\" \"$http_proxy\" \"$ALL_PROXY\"", "--proxy-server={proxy}"))
    let parts = text.split(separator: "|")
    #expect(parts.count == 3 && parts[1] == parts[2])
    #expect(parts[0] == "--proxy-server=\(parts[1])")
    #expect(parts[1].hasPrefix("http://127.0.0.1:"))
    let unguarded = await fetch("env | grep -ci proxy; true", isGuarded: false)
    #expect(try self.text(unguarded) == "0\n")
  }

  @Test func `A guarded program gets no host that resolves inward or not at all`() async throws {
    let inward = await fetch("echo x", url: "http://desk.example/") {
      $0.addressPolicy.namedOrigins = []
    }.error
    #expect(inward?.stage == .policy)
    let unknown = await fetch("echo x", url: "http://other.example/").error
    #expect(unknown?.stage == .dns)
    #expect(unknown?.reason.contains("set “unguarded” in “fetch”") == true)
    let unguarded = await fetch("echo x", url: "http://other.example/", isGuarded: false)
    #expect(try text(unguarded) == "x\n")
  }

  @Test func `A named host that was public is not handed over with a private address`() async throws
  {
    for (kind, isHandedOver) in [
      (AddressKind.publicAddress, false), (.privateAddress, true), (nil, true),
    ] {
      let result = await fetch("echo x") {
        $0.addressPolicy.namedOrigins = [NamedOrigin($0.url, firstSeen: kind)]
      }
      #expect((result.error == nil) == isHandedOver)
      guard isHandedOver else {
        #expect(result.error?.refusedAddress?.address == "10.0.0.9")
        continue
      }
      #expect(try result.get().addressKind == .privateAddress)
    }
  }

  @Test func `The pages of a source with a program come from it`() async throws {
    let world = FakeWorld()
    world.site.publish("one")
    var watcher = world.watcher {
      $0.sources[0].request.fetchCommand = ["browser", "{url}"]
      $0.sources[0].politeness.honorsRobots = false
    }
    let site = world.site
    watcher.dependencies.fetch = { _ in throw FetchError(stage: .dns, url: "", reason: "no") }
    watcher.dependencies.fetchByCommand = { request, argv in
      #expect(argv == ["browser", "{url}"])
      return try site.answer(request)
    }
    #expect(try await watcher.once().spooled.count == 1)
  }
}

extension Result where Failure == FetchError {
  fileprivate var error: FetchError? {
    if case .failure(let error) = self { error } else { nil }
  }
}
