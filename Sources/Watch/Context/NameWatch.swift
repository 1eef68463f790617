import Basics
import Dispatch
import Glibc

/// A watch for a name in a directory (inotify(7)).
package enum NameWatch {
  /// Returns a stream with an element each time the name is made in the directory. It ends if the kernel
  /// refuses to watch.
  package static func creations(of name: String, in directory: String) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    let events = UInt32(IN_CREATE) | UInt32(IN_MOVED_TO) | UInt32(IN_ONLYDIR)
    guard descriptor >= 0, inotify_add_watch(descriptor, directory, events) >= 0 else {
      if descriptor >= 0 { close(descriptor) }
      continuation.finish()
      return stream
    }
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
    source.setEventHandler {
      if names(from: descriptor).contains(name) { continuation.yield() }
    }
    source.setCancelHandler { close(descriptor) }
    let box = Locked(source)
    continuation.onTermination = { _ in box.withLock { $0.cancel() } }
    source.resume()
    return stream
  }

  /// Reads the events that are there, and returns their names.
  private static func names(from descriptor: Int32) -> Set<String> {
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return [] }
    // struct inotify_event: wd, mask, cookie and len of 4 bytes each, then the name with len bytes.
    let headLength = 16
    var names: Set<String> = []
    var offset = 0
    while offset + headLength <= count {
      let length = buffer.withUnsafeBytes {
        Int($0.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      }
      let end = min(count, offset + headLength + length)
      names.insert(
        String(decoding: buffer[(offset + headLength)..<end].prefix { $0 != 0 }, as: UTF8.self))
      offset = end
    }
    return names
  }
}
