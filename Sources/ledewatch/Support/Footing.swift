import Glibc

/// What a process needs before anything else, whoever has started it.
enum Footing {
  static func secure() {
    // Standard input, output or error that is closed would become the number of the next file
    // opened, the ledger's perhaps, and what is printed would be written into it.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
    // A reader that goes away, and a file that may not grow, are errors of the call, not the end.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}
