import Glibc
import Settings
import Spool

/// The directories of feeds.
extension Doctor {
  func checkFeeds(_ findings: inout Findings) {
    for hook in configuration.hooks {
      guard let path = hook.target.feeds?.directory else { continue }
      if let reason = ConfigurationFileSystem.system.directoryError(path) {
        findings.fail(
          "feed", "feeds cannot be written to \(path): \(reason)",
          remedy: "make the directory, or change “feed”")
        continue
      }
      guard let status = PathStatus(path) else {
        checkMissing("feed", path, &findings)
        continue
      }
      // Root can write to every directory.
      if geteuid() == 0, !status.isOwn {
        findings.warn(
          "feed", "\(path) belongs to the user \(status.owner), so nothing was written to it",
          remedy: "run as that user: sudo -u \(status.owner) ledewatch doctor")
        continue
      }
      do {
        try FeedDirectory(path).verifyWritable()
        findings.ok("feed", "\(path): a file was written and removed")
      } catch {
        findings.fail(
          "feed", "cannot \(error.stage.rawValue) \(error.path): \(error.reason)",
          remedy: Doctor.remedy(for: error.errno, at: path))
      }
    }
  }
}
