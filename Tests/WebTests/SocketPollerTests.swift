import CCurl
import Glibc
import TestSupport
import Testing

@testable import Web

/// With datagrams to itself for a server's words.
struct SocketsTests {
  let wakeup: Int32
  let sockets: Sockets

  init() {
    wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    sockets = Sockets(wakeup: wakeup)
  }

  private func open() -> curl_socket_t {
    var kind = curl_sockaddr()
    kind.family = AF_INET
    kind.socktype = Int32(SOCK_DGRAM.rawValue)
    let socket = sockets.open(&kind)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        #expect(bind(socket, $0, size) == 0)
        #expect(getsockname(socket, $0, &size) == 0)
        #expect(connect(socket, $0, size) == 0)
      }
    }
    return socket
  }

  private func speak(_ socket: curl_socket_t) { #expect(send(socket, "x", 1, 0) == 1) }

  private func heard() -> [Sockets.Event] {
    var events: [Sockets.Event] = []
    sockets.wait(timeout: 0) { events.append($0) }
    return events
  }

  @Test func `What is ready is told to whoever wants it`() {
    let socket = open()
    sockets.watch(socket, for: CURL_POLL_IN, owner: 7)
    #expect(heard().isEmpty)
    speak(socket)
    let events = heard()
    #expect(events.map(\.owner) == [7] && events.map(\.socket) == [socket])
    #expect(events.map(\.what) == [CURL_CSELECT_IN])
    sockets.watch(socket, for: CURL_POLL_INOUT, owner: 8)
    #expect(heard().map(\.what) == [CURL_CSELECT_IN | CURL_CSELECT_OUT])
    #expect(sockets.close(socket) == 0)
  }

  @Test func `A kept connection that nobody watches is told of no more until somebody does`() {
    let socket = open()
    sockets.watch(socket, for: CURL_POLL_IN, owner: 1)
    sockets.watch(socket, for: CURL_POLL_REMOVE, owner: 1)
    speak(socket)
    for _ in 0..<2 { #expect(heard().isEmpty) }
    sockets.watch(socket, for: CURL_POLL_IN, owner: 2)
    #expect(heard().map(\.owner) == [2])
    // And where it kept silent meanwhile, which asks nothing of the kernel.
    sockets.watch(socket, for: CURL_POLL_REMOVE, owner: 2)
    sockets.watch(socket, for: CURL_POLL_IN, owner: 3)
    #expect(heard().map(\.owner) == [3])
    #expect(sockets.close(socket) == 0)
  }

  @Test func `Connections that their servers have closed are counted until they are closed here`() {
    let (one, other) = (open(), open())
    for socket in [one, other] {
      sockets.watch(socket, for: CURL_POLL_IN, owner: 1)
      sockets.watch(socket, for: CURL_POLL_REMOVE, owner: 1)
    }
    #expect(heard().isEmpty && !sockets.areMostlyLost(of: 1))
    speak(one)
    #expect(heard().isEmpty && !sockets.areMostlyLost(of: 1))
    speak(other)
    #expect(heard().isEmpty && sockets.areMostlyLost(of: 1) && !sockets.areMostlyLost(of: 2))
    for socket in [one, other] { #expect(sockets.close(socket) == 0) }
    #expect(!sockets.areMostlyLost(of: 1) && !sockets.hasConnections)
  }

  @Test func `A number that comes again is another socket`() {
    let first = open()
    sockets.watch(first, for: CURL_POLL_IN, owner: 1)
    sockets.watch(first, for: CURL_POLL_REMOVE, owner: 1)
    // As a child that is being born has it: its description lives on.
    let twin = dup(first)
    #expect(sockets.close(first) == 0)
    speak(twin)
    #expect(heard().isEmpty)
    // Other tests may have taken the number; most do not.
    let other = open()
    sockets.watch(other, for: CURL_POLL_IN, owner: 2)
    speak(twin)
    #expect(heard().isEmpty)
    speak(other)
    #expect(heard().map(\.owner) == [2])
    for socket in [twin, other] { Glibc.close(socket) }
  }

  @Test func `A socket of libcurl's own is told of only while it is watched`() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    sockets.watch(ends[0], for: CURL_POLL_IN, owner: 1)
    #expect(write(ends[1], "x", 1) == 1)
    #expect(heard().map(\.socket) == [ends[0]])
    sockets.watch(ends[0], for: CURL_POLL_REMOVE, owner: 1)
    #expect(heard().isEmpty)
    // Nobody tells of its end; the next one has its number.
    for end in ends { Glibc.close(end) }
    #expect(pipe(&ends) == 0)
    sockets.watch(ends[0], for: CURL_POLL_IN, owner: 2)
    #expect(write(ends[1], "x", 1) == 1)
    #expect(heard().map(\.owner) == [2])
    for end in ends { Glibc.close(end) }
  }

  @Test func `An alarm ends the wait and is no event`() {
    eventfd_write(wakeup, 1)
    for _ in 0..<2 { #expect(heard().isEmpty) }
  }
}
