import Glibc

/// What a process needs before anything else, whoever has started it.
enum ProcessSetup {
  static func secure() {
    // Standard input, output or error that is closed would become the number of the next file
    // opened, the ledger's perhaps, and what is printed would be written into it.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
    // A reader that goes away, and a file that may not grow, are errors of the call, not the end.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    openEnough()
  }

  /// LedgerStore, transfers and one hook at a time need no more.
  private static let leastFiles: rlim_t = 64

  private static func openEnough() {
    var limit = rlimit()
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(files, &limit) == 0, limit.rlim_cur < 1024 else { return }
    limit.rlim_cur = min(limit.rlim_max, 1024)
    setrlimit(files, &limit)
    guard limit.rlim_cur < leastFiles else { return }
    Output.complain(
      "ledewatch: only \(limit.rlim_cur) files may be open (ulimit -n); it takes \(leastFiles)")
    // EX_OSERR
    exit(71)
  }
}
