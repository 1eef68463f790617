import Glibc

enum MonotonicClock {
  /// Seconds of CLOCK_MONOTONIC, since an arbitrary time.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
