import Foundation
import Glibc
import TestSupport
import Testing

@testable import Watch

/// The socket of a service manager.
private final class ManagerSocket: Sendable {
  private let descriptor: Int32

  /// - Parameter name: `@` begins an abstract name.
  init(_ name: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var path = Array(name.utf8)
    if path[0] == UInt8(ascii: "@") { path[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    try #require(descriptor >= 0 && result == 0)
  }

  deinit { close(descriptor) }

  /// Returns the next message; a local datagram has arrived when `sendto` returns.
  func next() -> String? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }
}

@Suite struct ServiceManagerTests {
  @Test func `Messages reach a socket by its path and by its abstract name`() throws {
    let scratch = Scratch()
    for name in [scratch.path("notify"), "@ledewatch-test-\(UUID().uuidString)"] {
      let socket = try ManagerSocket(name)
      let manager = try #require(ServiceManager(environment: ["NOTIFY_SOCKET": name]))
      manager.notifyReady(status: "2 sources")
      #expect(socket.next() == "READY=1\nSTATUS=2 sources")
      manager.notifyAlive()
      manager.notifyStopping(status: "a disk\nis full")
      #expect(socket.next() == "WATCHDOG=1")
      #expect(socket.next() == "STOPPING=1\nSTATUS=a disk is full")
      manager.notifyReloading()
      #expect(socket.next()?.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") == true)
      #expect(socket.next() == nil)
    }
  }

  @Test func `Without a usable socket there are no messages and no errors`() throws {
    func isSilent(_ environment: [String: String]) -> Bool {
      if case nil = ServiceManager(environment: environment) { true } else { false }
    }
    #expect(isSilent([:]))
    for wrong in ["", "@", "relative", "vsock:2:1234", "/" + String(repeating: "x", count: 200)] {
      #expect(isSilent(["NOTIFY_SOCKET": wrong]), "\(wrong)")
    }
    try #require(ServiceManager(environment: ["NOTIFY_SOCKET": "/nowhere/at/all"])).notifyAlive()
  }

  @Test func `The watchdog applies only to the process that it names`() throws {
    func watchdog(_ microseconds: String?, pid: String? = nil) throws -> Duration? {
      var environment = ["NOTIFY_SOCKET": "/run/notify"]
      environment["WATCHDOG_USEC"] = microseconds
      environment["WATCHDOG_PID"] = pid
      return try #require(ServiceManager(environment: environment, pid: 4711)).watchdogTimeout
    }
    #expect(try watchdog("60000000") == .seconds(60))
    #expect(try watchdog("60000000", pid: "4711") == .seconds(60))
    #expect(try watchdog("60000000", pid: "4712") == nil)
    for none in [nil, "0", "-1", "soon", "18446744073709551615"] {
      #expect(try watchdog(none) == nil)
    }
  }
}
