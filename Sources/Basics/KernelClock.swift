import CLinux

/// The kernel's view of the wall clock.
package enum KernelClock {
  /// Whether a time server or another source has synchronized the clock; nil if the kernel does not tell.
  package static var isSynchronized: Bool? {
    let result = linux_clock_is_synchronized()
    return result < 0 ? nil : result == 1
  }
}
