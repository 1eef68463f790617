import Glibc
import TestSupport
import Testing

@testable import Web

/// Tests with servers that send invalid frames (RFC 9113).
@Suite(.timeLimit(.minutes(10))) struct HTTP2ErrorTests {
  /// The frames that a server sends after a request, and the stages of possible errors.
  struct FrameError: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var stages: Set<FetchError.Stage>
    var run: @Sendable (FrameConnection) -> Void

    init(
      _ name: String, _ stages: Set<FetchError.Stage>,
      run: @escaping @Sendable (FrameConnection) -> Void
    ) {
      testDescription = name
      self.stages = stages
      self.run = run
    }
  }

  static let frameErrors: [FrameError] = [
    FrameError("GOAWAY for all streams", [.http, .connect, .body]) {
      $0.send(.goAway, [0, 0, 0, 0, 0, 0, 0, 0])
    },
    FrameError("GOAWAY in the middle of a body", [.body, .http]) {
      $0.head(["content-length": "8"])
      $0.send(.data, Array("half".utf8), stream: $0.stream)
      $0.send(.goAway, [0, 0, 0, 1, 0, 0, 0, 2])
    },
    FrameError("RST_STREAM before the head", [.http, .body]) { $0.reset(2) },
    FrameError("RST_STREAM in the middle of a body", [.body, .http]) {
      $0.head(["content-length": "8"])
      $0.send(.data, Array("half".utf8), stream: $0.stream)
      $0.reset(2)
    },
    FrameError("RST_STREAM that refuses, each time", [.http, .connect, .body]) { $0.reset(7) },
    FrameError("a stream that ends before its length", [.body, .http]) {
      $0.head(["content-length": "8"])
      $0.send(.data, Array("half".utf8), flags: 1, stream: $0.stream)
    },
    FrameError("a stream that goes on beyond its length", [.body, .http]) {
      $0.head(["content-length": "2"])
      $0.send(.data, Array("more than two".utf8), flags: 1, stream: $0.stream)
    },
    FrameError("a connection that is closed within the body", [.body, .http]) {
      $0.head([:])
      $0.send(.data, Array("half".utf8), stream: $0.stream)
    },
    FrameError("a head without end", [.http, .bounds, .body]) {
      $0.send(.headers, [0x88], stream: $0.stream)
      let field = $0.field("x-a", String(repeating: "a", count: 4000))
      while $0.send(.continuation, field, stream: $0.stream) {}
    },
    FrameError("interim heads without end", [.http, .bounds, .body]) {
      let interim = $0.field(":status", "103") + $0.field("x-a", String(repeating: "a", count: 99))
      while $0.send(.headers, interim, flags: 4, stream: $0.stream) {}
    },
    FrameError("compressed fields that multiply", [.http, .bounds, .body]) {
      // A field put into the table, then told 60,000 times in a byte each.
      let long = [UInt8(0x40)] + $0.field("x-a", String(repeating: "a", count: 3000)).dropFirst()
      $0.send(.headers, [0x88] + long + Array(repeating: 0xbe, count: 12_000), stream: $0.stream)
      for _ in 0..<4 {
        $0.send(.continuation, Array(repeating: 0xbe, count: 16_000), stream: $0.stream)
      }
      $0.send(.continuation, [], flags: 4, stream: $0.stream)
      $0.connection.awaitEnd()
    },
    FrameError("PING without end", [.http, .bounds, .body]) {
      while $0.send(.ping, Array(repeating: 0, count: 8)) {}
    },
    FrameError("SETTINGS without end", [.http, .bounds, .body]) { while $0.send(.settings, []) {} },
    FrameError("empty DATA without end", [.http, .bounds, .body]) {
      $0.head([:])
      while $0.send(.data, [], stream: $0.stream) {}
    },
    FrameError("fields that can't be decoded", [.http, .body]) {
      $0.send(.headers, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff], flags: 4, stream: $0.stream)
    },
    FrameError("a frame larger than is allowed", [.http, .body]) {
      $0.send(.data, Array(repeating: 0, count: 1 << 20), stream: $0.stream)
    },
    FrameError("a promise of what was not asked for", [.http, .body]) {
      $0.send(.pushPromise, [0, 0, 0, 2, 0x82], flags: 4, stream: $0.stream)
    },
    FrameError("a window that overflows", [.http, .body]) {
      for _ in 0..<2 { $0.send(.windowUpdate, [0x7f, 0xff, 0xff, 0xff]) }
    },
    FrameError("a window of nothing", [.http, .body]) { $0.send(.windowUpdate, [0, 0, 0, 0]) },
    FrameError("DATA before the head", [.http, .body]) {
      $0.send(.data, Array("x".utf8), stream: $0.stream)
    },
    FrameError("a head without a status", [.http, .body]) {
      $0.send(.headers, $0.field("x-a", "b"), flags: 5, stream: $0.stream)
    },
    FrameError("frames of another stream", [.http, .bounds, .body]) {
      $0.send(.headers, [0x88], flags: 4, stream: 1001)
      $0.connection.awaitEnd()
    },
    FrameError("text where frames are due", [.http, .body, .connect]) {
      $0.connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno")
    },
  ]

  @Test(arguments: frameErrors)
  func `Invalid frames are an error, and the fetch ends`(frameError: FrameError) async throws {
    let client = Client(usesHTTP2: true)
    let server = ScriptedServer { (connection: ServerConnection) in
      guard let connection = FrameConnection(connection) else { return }
      frameError.run(connection)
    }
    // The time limit ends fetches that nothing else ends.
    let error = await client.failure(
      of: .local(server.url()) {
        $0.bounds.maximumDuration =
          frameError.stages.contains(.bounds)
          ? .seconds(0.5) : .seconds(600)
      })
    let stage = try #require(error?.stage)
    #expect(frameError.stages.contains(stage), "\(error!)")
    #expect(server.connections <= 8)
    // The next fetch succeeds.
    #expect(try await client.fetch(.local(Self.well.url())).body == Array("well".utf8))
  }

  private static let well = ScriptedServer { (connection: ServerConnection) in
    guard let connection = FrameConnection(connection) else { return }
    connection.head(["content-length": "4"])
    connection.send(.data, Array("well".utf8), flags: 1, stream: connection.stream)
    connection.connection.awaitEnd()
  }
}

/// The server side of an HTTP/2 connection that has received a request.
struct FrameConnection {
  enum Kind: UInt8 {
    case data = 0
    case headers = 1
    case reset = 3
    case settings = 4
    case pushPromise = 5
    case ping = 6
    case goAway = 7
    case windowUpdate = 8
    case continuation = 9
  }

  let connection: ServerConnection
  /// The stream of the request.
  let stream: UInt32

  /// Returns nil if the client closes the connection before it sends a request.
  init?(_ connection: ServerConnection) {
    self.connection = connection
    guard connection.bytes(24) != nil else { return nil }
    _ = FrameConnection.send(connection, .settings, [], 0, 0)
    while true {
      guard let head = connection.bytes(9) else { return nil }
      let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
      guard length == 0 || connection.bytes(length) != nil else { return nil }
      guard head[3] == Kind.headers.rawValue else { continue }
      stream = head[5...].reduce(0) { $0 << 8 | UInt32($1) }
      return
    }
  }

  @discardableResult
  func send(_ kind: Kind, _ payload: [UInt8], flags: UInt8 = 0, stream: UInt32 = 0) -> Bool {
    FrameConnection.send(connection, kind, payload, flags, stream)
  }

  private static func send(
    _ connection: ServerConnection, _ kind: Kind, _ payload: [UInt8], _ flags: UInt8,
    _ stream: UInt32
  ) -> Bool {
    let sizes = [16, 8, 0].map { UInt8(truncatingIfNeeded: payload.count >> $0) }
    let id = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: stream >> $0) }
    return connection.send(sizes + [kind.rawValue, flags] + id + payload)
  }

  /// Sends status 200 and the fields.
  func head(_ fields: [String: String]) {
    let all = fields.reduce([UInt8(0x88)]) { $0 + field($1.key, $1.value) }
    send(.headers, all, flags: 4, stream: stream)
  }

  func reset(_ code: UInt8) { send(.reset, [0, 0, 0, code], stream: stream) }

  /// Returns a literal field without indexing (RFC 7541, 6.2.2).
  func field(_ name: String, _ value: String) -> [UInt8] {
    [0] + text(name) + text(value)
  }

  private func text(_ text: String) -> [UInt8] {
    var length = text.utf8.count
    guard length >= 127 else { return [UInt8(length)] + Array(text.utf8) }
    var bytes: [UInt8] = [127]
    length -= 127
    while length >= 128 {
      bytes.append(UInt8(length & 127) | 128)
      length >>= 7
    }
    return bytes + [UInt8(length)] + Array(text.utf8)
  }
}

extension ServerConnection {
  /// Returns as many bytes as requested; nil if the client closes the connection before.
  func bytes(_ count: Int) -> [UInt8]? {
    var all: [UInt8] = []
    while all.count < count {
      var buffer = [UInt8](repeating: 0, count: count - all.count)
      let got = recv(socket, &buffer, buffer.count, 0)
      guard got > 0 else { return nil }
      all += buffer.prefix(got)
    }
    return all
  }
}
