import Glibc

/// The lock of a directory in which a command replaces the configuration file, so that two commands at a time
/// do not undo each other's changes.
final class ConfigurationLock {
  private let descriptor: Int32

  private static let pause = Duration.milliseconds(20)

  /// Waits for other programs that have the lock. Where the directory cannot be locked, as on some network file
  /// systems, nothing is locked.
  /// - Parameter wait: the longest time to wait.
  /// - Throws: `CommandError` if another program has the lock for that time.
  init(directory: String, wait: Duration) throws {
    descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    var waited = Duration.zero
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      guard waited < wait else {
        throw CommandError(
          Terminal.safe("configuration: another program has locked \(directory); try again later"),
          .temporaryFailure)
      }
      usleep(UInt32(ConfigurationLock.pause.seconds * 1_000_000))
      waited += ConfigurationLock.pause
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
