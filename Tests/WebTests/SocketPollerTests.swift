import CCurl
import Glibc
import TestSupport
import Testing

@testable import Web

/// Tests with sockets that send datagrams to themselves.
struct SocketPollerTests {
  let wakeup: Int32
  let poller: SocketPoller

  init() {
    wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    poller = SocketPoller(wakeup: wakeup)
  }

  private func open() -> curl_socket_t {
    var parameters = curl_sockaddr()
    parameters.family = AF_INET
    parameters.socktype = Int32(SOCK_DGRAM.rawValue)
    let socket = poller.open(&parameters)
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

  private func sendDatagram(_ socket: curl_socket_t) { #expect(send(socket, "x", 1, 0) == 1) }

  private func pendingEvents() -> [SocketPoller.Event] {
    var events: [SocketPoller.Event] = []
    poller.wait(timeout: 0) { events.append($0) }
    return events
  }

  @Test func `Events are reported to the owner of a socket`() {
    let socket = open()
    poller.watch(socket, for: CURL_POLL_IN, owner: 7)
    #expect(pendingEvents().isEmpty)
    sendDatagram(socket)
    let events = pendingEvents()
    #expect(events.map(\.owner) == [7] && events.map(\.socket) == [socket])
    #expect(events.map(\.actions) == [CURL_CSELECT_IN])
    poller.watch(socket, for: CURL_POLL_INOUT, owner: 8)
    #expect(pendingEvents().map(\.actions) == [CURL_CSELECT_IN | CURL_CSELECT_OUT])
    #expect(poller.close(socket) == 0)
  }

  @Test func `The events of an unwatched connection are reported when it is watched again`() {
    let socket = open()
    poller.watch(socket, for: CURL_POLL_IN, owner: 1)
    poller.watch(socket, for: CURL_POLL_REMOVE, owner: 1)
    sendDatagram(socket)
    for _ in 0..<2 { #expect(pendingEvents().isEmpty) }
    poller.watch(socket, for: CURL_POLL_IN, owner: 2)
    #expect(pendingEvents().map(\.owner) == [2])
    // Without an event in between, this needs no system call.
    poller.watch(socket, for: CURL_POLL_REMOVE, owner: 2)
    poller.watch(socket, for: CURL_POLL_IN, owner: 3)
    #expect(pendingEvents().map(\.owner) == [3])
    #expect(poller.close(socket) == 0)
  }

  @Test func `Stale connections are counted until they are closed`() {
    let (one, other) = (open(), open())
    for socket in [one, other] {
      poller.watch(socket, for: CURL_POLL_IN, owner: 1)
      poller.watch(socket, for: CURL_POLL_REMOVE, owner: 1)
    }
    #expect(pendingEvents().isEmpty && !poller.areMostConnectionsStale(of: 1))
    sendDatagram(one)
    #expect(pendingEvents().isEmpty && !poller.areMostConnectionsStale(of: 1))
    sendDatagram(other)
    #expect(
      pendingEvents().isEmpty && poller.areMostConnectionsStale(of: 1)
        && !poller.areMostConnectionsStale(of: 2))
    for socket in [one, other] { #expect(poller.close(socket) == 0) }
    #expect(!poller.areMostConnectionsStale(of: 1) && !poller.hasConnections)
  }

  @Test func `A reused descriptor is another socket`() {
    let first = open()
    poller.watch(first, for: CURL_POLL_IN, owner: 1)
    poller.watch(first, for: CURL_POLL_REMOVE, owner: 1)
    // A child process that is being created has the socket, too, so that it stays open.
    let twin = dup(first)
    #expect(poller.close(first) == 0)
    sendDatagram(twin)
    #expect(pendingEvents().isEmpty)
    // The new socket has the same descriptor unless another test has taken it.
    let other = open()
    poller.watch(other, for: CURL_POLL_IN, owner: 2)
    sendDatagram(twin)
    #expect(pendingEvents().isEmpty)
    sendDatagram(other)
    #expect(pendingEvents().map(\.owner) == [2])
    for socket in [twin, other] { Glibc.close(socket) }
  }

  @Test
  func `The events of a socket that libcurl has opened are reported only while it is watched`() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    poller.watch(ends[0], for: CURL_POLL_IN, owner: 1)
    #expect(write(ends[1], "x", 1) == 1)
    #expect(pendingEvents().map(\.socket) == [ends[0]])
    poller.watch(ends[0], for: CURL_POLL_REMOVE, owner: 1)
    #expect(pendingEvents().isEmpty)
    // libcurl closes its sockets without notice. The next one has the same descriptor.
    for end in ends { Glibc.close(end) }
    #expect(pipe(&ends) == 0)
    poller.watch(ends[0], for: CURL_POLL_IN, owner: 2)
    #expect(write(ends[1], "x", 1) == 1)
    #expect(pendingEvents().map(\.owner) == [2])
    for end in ends { Glibc.close(end) }
  }

  @Test func `A wake-up ends the wait without an event`() {
    eventfd_write(wakeup, 1)
    for _ in 0..<2 { #expect(pendingEvents().isEmpty) }
  }
}
