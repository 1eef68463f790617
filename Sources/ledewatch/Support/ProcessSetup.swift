import Glibc

/// The set-up of the process before a command runs.
enum ProcessSetup {
  static func prepare() {
    // If standard input, output or error is closed, the next file to be opened, perhaps the ledger,
    // would get its descriptor, and output would be written into it.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
    // A closed pipe and a file size limit are errors of the call and must not end the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    raiseOpenFileLimit()
  }

  /// The number of open files that the ledger, transfers and one hook need.
  private static let minimumOpenFiles: rlim_t = 64

  private static func raiseOpenFileLimit() {
    var limit = rlimit()
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(files, &limit) == 0, limit.rlim_cur < 1024 else { return }
    limit.rlim_cur = min(limit.rlim_max, 1024)
    setrlimit(files, &limit)
    guard limit.rlim_cur < minimumOpenFiles else { return }
    Output.errorLine(
      "ledewatch: the limit of open files is \(limit.rlim_cur), but \(minimumOpenFiles) are needed; "
        + "raise it with “ulimit -n”")
    // EX_OSERR
    exit(71)
  }
}
