import Glibc
import TestSupport
import Testing

@testable import Web

/// Servers whose frames (RFC 9113) are not what they should be.
@Suite(.timeLimit(.minutes(1))) struct HTTP2FaultTests {
  /// What a server does once it was asked, and the stages that may come of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var stages: Set<FetchError.Stage>
    var play: @Sendable (FrameWire) -> Void

    init(
      _ name: String, _ stages: Set<FetchError.Stage>,
      play: @escaping @Sendable (FrameWire) -> Void
    ) {
      testDescription = name
      self.stages = stages
      self.play = play
    }
  }

  static let faults: [Fault] = [
    Fault("GOAWAY for all streams", [.http, .connect, .body]) {
      $0.send(.goAway, [0, 0, 0, 0, 0, 0, 0, 0])
    },
    Fault("GOAWAY in the middle of a body", [.body, .http]) {
      $0.head(["content-length": "8"])
      $0.send(.data, Array("half".utf8), stream: $0.stream)
      $0.send(.goAway, [0, 0, 0, 1, 0, 0, 0, 2])
    },
    Fault("RST_STREAM before the head", [.http, .body]) { $0.reset(2) },
    Fault("RST_STREAM in the middle of a body", [.body, .http]) {
      $0.head(["content-length": "8"])
      $0.send(.data, Array("half".utf8), stream: $0.stream)
      $0.reset(2)
    },
    Fault("RST_STREAM that refuses, each time", [.http, .connect, .body]) { $0.reset(7) },
    Fault("a stream that ends before its length", [.body, .http]) {
      $0.head(["content-length": "8"])
      $0.send(.data, Array("half".utf8), flags: 1, stream: $0.stream)
    },
    Fault("a stream that goes on beyond its length", [.body, .http]) {
      $0.head(["content-length": "2"])
      $0.send(.data, Array("more than two".utf8), flags: 1, stream: $0.stream)
    },
    Fault("a connection that is closed within the body", [.body, .http]) {
      $0.head([:])
      $0.send(.data, Array("half".utf8), stream: $0.stream)
    },
    Fault("a head without end", [.http, .bounds, .body]) {
      $0.send(.headers, [0x88], stream: $0.stream)
      let field = $0.field("x-a", String(repeating: "a", count: 4000))
      while $0.send(.continuation, field, stream: $0.stream) {}
    },
    Fault("interim heads without end", [.http, .bounds, .body]) {
      let interim = $0.field(":status", "103") + $0.field("x-a", String(repeating: "a", count: 99))
      while $0.send(.headers, interim, flags: 4, stream: $0.stream) {}
    },
    Fault("compressed fields that multiply", [.http, .bounds, .body]) {
      // A field put into the table, then told 60,000 times in a byte each.
      let long = [UInt8(0x40)] + $0.field("x-a", String(repeating: "a", count: 3000)).dropFirst()
      $0.send(.headers, [0x88] + long + Array(repeating: 0xbe, count: 12_000), stream: $0.stream)
      for _ in 0..<4 {
        $0.send(.continuation, Array(repeating: 0xbe, count: 16_000), stream: $0.stream)
      }
      $0.send(.continuation, [], flags: 4, stream: $0.stream)
      $0.wire.awaitEnd()
    },
    Fault("PING without end", [.http, .bounds, .body]) {
      while $0.send(.ping, Array(repeating: 0, count: 8)) {}
    },
    Fault("SETTINGS without end", [.http, .bounds, .body]) { while $0.send(.settings, []) {} },
    Fault("empty DATA without end", [.http, .bounds, .body]) {
      $0.head([:])
      while $0.send(.data, [], stream: $0.stream) {}
    },
    Fault("fields that can't be decoded", [.http, .body]) {
      $0.send(.headers, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff], flags: 4, stream: $0.stream)
    },
    Fault("a frame larger than is allowed", [.http, .body]) {
      $0.send(.data, Array(repeating: 0, count: 1 << 20), stream: $0.stream)
    },
    Fault("a promise of what was not asked for", [.http, .body]) {
      $0.send(.pushPromise, [0, 0, 0, 2, 0x82], flags: 4, stream: $0.stream)
    },
    Fault("a window that overflows", [.http, .body]) {
      for _ in 0..<2 { $0.send(.windowUpdate, [0x7f, 0xff, 0xff, 0xff]) }
    },
    Fault("a window of nothing", [.http, .body]) { $0.send(.windowUpdate, [0, 0, 0, 0]) },
    Fault("DATA before the head", [.http, .body]) {
      $0.send(.data, Array("x".utf8), stream: $0.stream)
    },
    Fault("a head without a status", [.http, .body]) {
      $0.send(.headers, $0.field("x-a", "b"), flags: 5, stream: $0.stream)
    },
    Fault("frames of another stream", [.http, .bounds, .body]) {
      $0.send(.headers, [0x88], flags: 4, stream: 1001)
      $0.wire.awaitEnd()
    },
    Fault("text where frames are due", [.http, .body, .connect]) {
      $0.wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno")
    },
  ]

  @Test(arguments: faults)
  func `A fault of frames is an error, and ends`(fault: Fault) async throws {
    let client = Client(speaksHTTP2: true)
    let server = RawServer { (wire: Wire) in
      guard let wire = FrameWire(wire) else { return }
      fault.play(wire)
    }
    // Where nothing else ends it the bound of time does.
    let error = await client.failure(
      of: .local(server.url()) {
        $0.bounds.totalTime = fault.stages.contains(.bounds) ? 2 : 30
      })
    let stage = try #require(error?.stage)
    #expect(fault.stages.contains(stage), "\(error!)")
    #expect(server.connections <= 8)
    // The next one is not the worse for it.
    #expect(try await client.fetch(.local(Self.well.url())).body == Array("well".utf8))
  }

  private static let well = RawServer { (wire: Wire) in
    guard let wire = FrameWire(wire) else { return }
    wire.head(["content-length": "4"])
    wire.send(.data, Array("well".utf8), flags: 1, stream: wire.stream)
    wire.wire.awaitEnd()
  }
}

/// A connection of frames, from the server's side, whose first request has come.
struct FrameWire {
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

  let wire: Wire
  /// Of the request.
  let stream: UInt32

  /// Nil when the client goes before it has asked.
  init?(_ wire: Wire) {
    self.wire = wire
    guard wire.bytes(24) != nil else { return nil }
    _ = FrameWire.send(wire, .settings, [], 0, 0)
    while true {
      guard let head = wire.bytes(9) else { return nil }
      let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
      guard length == 0 || wire.bytes(length) != nil else { return nil }
      guard head[3] == Kind.headers.rawValue else { continue }
      stream = head[5...].reduce(0) { $0 << 8 | UInt32($1) }
      return
    }
  }

  @discardableResult
  func send(_ kind: Kind, _ payload: [UInt8], flags: UInt8 = 0, stream: UInt32 = 0) -> Bool {
    FrameWire.send(wire, kind, payload, flags, stream)
  }

  private static func send(
    _ wire: Wire, _ kind: Kind, _ payload: [UInt8], _ flags: UInt8, _ stream: UInt32
  ) -> Bool {
    let sizes = [16, 8, 0].map { UInt8(truncatingIfNeeded: payload.count >> $0) }
    let id = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: stream >> $0) }
    return wire.send(sizes + [kind.rawValue, flags] + id + payload)
  }

  /// Status 200 and these fields.
  func head(_ fields: [String: String]) {
    let all = fields.reduce([UInt8(0x88)]) { $0 + field($1.key, $1.value) }
    send(.headers, all, flags: 4, stream: stream)
  }

  func reset(_ code: UInt8) { send(.reset, [0, 0, 0, code], stream: stream) }

  /// A literal field that is in no table (RFC 7541 6.2.2).
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

extension Wire {
  /// Just so many; nil when the client has closed before.
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
