import Foundation
import Glibc
import Logging
import TestSupport
import Testing

@testable import Ledger

/// A replacement survives a power cut if each file is synced before it gets its name, and the folder
/// after each change of names. A sync opens what it syncs, which the kernel reports.
@Suite struct LedgerReplacementSyncTests {
  private let scratch = Scratch(inMemory: true)

  /// Replaces a damaged ledger, and returns what happened in its folder.
  private func replacement() async throws -> [String] {
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let path = scratch.path("ledger.sqlite")
    await (try LedgerStore.open(path, log: log, now: 0)).close()
    CleanCloseMarker.recordDamage(path)
    let events = try FolderEvents(scratch.path)
    let ledger = try LedgerStore.open(path, log: log, now: 1_773_480_000)
    let names = events.take()
    await ledger.close()
    return names
  }

  @Test func `The new ledger is synced after it was written and before it gets its name`()
    async throws
  {
    let draft = "ledger.sqlite.salvaging"
    let events = try await replacement().filter { $0.hasSuffix(" " + draft) }
    #expect(events.contains("written \(draft)"))
    #expect(events.suffix(3) == ["open \(draft)", "read \(draft)", "from \(draft)"])
  }

  @Test func `The folder is synced after each step of a replacement`() async throws {
    let events = try await replacement()
    let aside = "ledger.sqlite.damaged-20260314T092000Z"
    for name in [aside + ".salvaged", aside, "ledger.sqlite"] {
      let renamed = try #require(events.firstIndex(of: "to \(name)"), "\(name)")
      // Other files may be set aside with the ledger.
      let next = events[(renamed + 1)...].first { !$0.contains("-wal") && !$0.contains("-shm") }
      #expect(next == "open .", "\(name)")
    }
  }
}

/// What happens to the names of a folder, as inotify reports it.
private final class FolderEvents {
  private let descriptor: Int32

  init(_ folder: String) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    let kinds = IN_OPEN | IN_CLOSE_WRITE | IN_CLOSE_NOWRITE | IN_MOVED_FROM | IN_MOVED_TO
    try #require(inotify_add_watch(descriptor, folder, UInt32(kinds)) >= 0)
  }

  deinit { close(descriptor) }

  /// Returns the events since the last call: the kind and the name, which is `.` for the folder.
  func take() -> [String] {
    var events: [String] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 8)
    defer { buffer.deallocate() }
    while case let count = read(descriptor, buffer.baseAddress!, buffer.count), count > 0 {
      var offset = 0
      while offset < count {
        let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let start = offset + MemoryLayout<inotify_event>.size
        let name = buffer[start..<start + Int(event.len)].prefix { $0 != 0 }
        events.append(
          FolderEvents.kind(event.mask) + " "
            + (name.isEmpty ? "." : String(decoding: name, as: UTF8.self)))
        offset = start + Int(event.len)
      }
    }
    return events
  }

  private static func kind(_ mask: UInt32) -> String {
    switch Int32(bitPattern: mask) & ~IN_ISDIR {
    case IN_OPEN: "open"
    case IN_CLOSE_WRITE: "written"
    case IN_CLOSE_NOWRITE: "read"
    case IN_MOVED_FROM: "from"
    case IN_MOVED_TO: "to"
    default: "other"
    }
  }
}
