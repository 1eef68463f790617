// System calls of Linux that glibc 2.36 does not wrap, or whose structures Swift does not import.

#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <errno.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <unistd.h>

// openat2 (Linux 5.6) below `directory`, without symbolic links on the way or at the end. The result
// is a descriptor, or -1 with errno; ENOSYS where the kernel lacks the call.
static inline int linux_open_beneath(
    int directory, const char *name, uint64_t flags, uint64_t mode) {
  struct open_how how = {
      .flags = flags,
      .mode = mode,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
  };
  return (int)syscall(SYS_openat2, directory, name, &how, sizeof how);
}

// renameat2 (Linux 3.15) that fails with EEXIST instead of replacing what has the new name.
static inline int linux_rename_without_replacing(
    int old_directory, const char *old_name, int new_directory, const char *new_name) {
  return (int)syscall(
      SYS_renameat2, old_directory, old_name, new_directory, new_name, 1 /* RENAME_NOREPLACE */);
}

// Whether the kernel counts the clock as synchronized (adjtimex(2)): 1, 0, or -1 with errno.
static inline int linux_clock_is_synchronized(void) {
  struct timex state = {0};
  int result = adjtimex(&state);
  return result < 0 ? -1 : result != TIME_ERROR && !(state.status & STA_UNSYNC);
}

#endif
