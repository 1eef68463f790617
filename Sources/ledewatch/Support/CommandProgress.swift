import Basics
import Foundation
import Glibc
import Logging
import Watch

/// The progress of the work of a command: a display on a terminal, and records of the log at debug level.
///
/// A command gives `dependencies` to what works, and calls `end` before it returns:
///
///     let progress = CommandProgress(log: log)
///     defer { progress.end() }
///     let watcher = Watcher(configuration, dependencies: progress.dependencies)
struct CommandProgress: Sendable {
  private let log: Logger
  private let display: ProgressDisplay?
  private let drawing: Task<Void, Never>?

  /// The usual largest number of lines.
  static let maximumLines = 6

  /// Begins a display if standard error is a terminal that can show one.
  /// - Parameters:
  ///   - isShown: whether the user wants a display.
  ///   - maximumLines: the largest number of lines; with one, only the running rounds are shown.
  init(
    log: Logger, isShown: Bool = true, maximumLines: Int = CommandProgress.maximumLines
  ) {
    self.log = log
    let environment = ProcessInfo.processInfo.environment
    guard isShown, isatty(STDERR_FILENO) == 1,
      !["", "dumb"].contains(environment["TERM"] ?? ""),
      case .text(hasPriority: false) = LogDestination.current
    else {
      (display, drawing) = (nil, nil)
      return
    }
    let display = ProgressDisplay(
      maximumLines: maximumLines, isColored: TerminalStyle.ofStandardError.isColored,
      wasContinued: Signals.takeContinuation, size: CommandProgress.size,
      write: { Output.writeToTerminal($0) })
    Output.show(display)
    Signals.noteContinuations()
    self.display = display
    drawing = Task {
      while (try? await Task.sleep(for: ProgressDisplay.interval)) != nil { display.draw() }
    }
  }

  /// The receiver of the steps; nil if they are neither shown nor logged.
  var listener: (@Sendable (ProgressEvent) -> Void)? {
    guard display != nil || log.logLevel <= .debug else { return nil }
    return { [log, display] event in
      display?.report(event)
      if log.logLevel <= .debug { log.log(event) }
    }
  }

  /// The dependencies of a command that reports to this progress.
  var dependencies: Dependencies {
    var dependencies = Dependencies.ofProcess(log: log)
    dependencies.progress = listener
    return dependencies
  }

  /// Ends the display.
  func end() {
    drawing?.cancel()
    display?.end()
    Output.show(nil)
  }

  /// Returns the size of the terminal, or nil if another program is in its foreground.
  private static func size() -> TerminalSize? {
    guard tcgetpgrp(STDERR_FILENO) == getpgrp() else { return nil }
    return TerminalSize(of: STDERR_FILENO)
  }
}

extension Logger {
  /// Logs a step that may take long. Each request is logged when it ends.
  fileprivate func log(_ event: ProgressEvent) {
    switch event {
    case .begun(let sources): debug("polling \(counted(sources, "source"))")
    case .deliveries(let hook, true): debug("delivering", metadata: ["hook": "\(hook)"])
    case .deliveries: break
    case .round(let source, let step):
      let metadata: Logger.Metadata = ["source": "\(source)"]
      switch step {
      case .loadingListing(let page, let count):
        debug(
          "loading page \(page)\(count.map { " of \($0)" } ?? "") of the listing",
          metadata: metadata)
      case .fetchingArticle(let number, let count):
        debug("fetching article \(number) of \(count)", metadata: metadata)
      case .recheckingArticle(let number, let count):
        debug("rechecking article \(number) of \(count)", metadata: metadata)
      case .waiting(let wait):
        debug(
          "\(ProgressModel.text(of: wait, at: ContinuousClock().now))", metadata: metadata)
      case .begun, .found, .spooledArticle, .failedArticle, .requesting, .ended: break
      }
    }
  }
}
