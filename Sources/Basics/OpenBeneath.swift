import CLinux
import Glibc

/// Opens a name in an open directory. No symbolic link is followed, not even as the last component,
/// and the name cannot lead out of the directory.
///
/// The kernel ensures this with `openat2` (`RESOLVE_BENEATH`, `RESOLVE_NO_SYMLINKS`). Where the call is
/// missing or a sandbox refuses it, `openat` with `O_NOFOLLOW` does the same for a name of one component.
/// - Parameters:
///   - name: one component of a path.
///   - flags: the flags of `open(2)`; `O_NOFOLLOW` and `O_CLOEXEC` are added.
/// - Returns: The descriptor, or -1 with `errno`.
package func openBeneath(
  _ directory: Int32, _ name: String, _ flags: Int32, mode: mode_t = 0
) -> Int32 {
  guard !name.isEmpty, name != "..", !name.utf8.contains(UInt8(ascii: "/")) else {
    errno = EINVAL
    return -1
  }
  let flags = flags | O_NOFOLLOW | O_CLOEXEC
  // openat2 refuses a mode without O_CREAT, which openat ignores.
  let mode = flags & O_CREAT == 0 ? 0 : mode
  let descriptor = linux_open_beneath(
    directory, name, UInt64(UInt32(bitPattern: flags)), UInt64(mode))
  if descriptor >= 0 || ![ENOSYS, EPERM].contains(errno) { return descriptor }
  return openat(directory, name, flags, mode)
}

/// Renames a name unless the new one exists, which is the error `EEXIST`.
///
/// Some file systems do not support this (`EINVAL`); there, an existing file or empty directory is
/// replaced, as `rename(2)` does.
/// - Returns: 0, or -1 with `errno`.
package func renameWithoutReplacing(
  _ old: Int32, _ name: String, _ new: Int32, _ newName: String
) -> Int32 {
  let result = linux_rename_without_replacing(old, name, new, newName)
  if result == 0 || ![ENOSYS, EINVAL, EPERM].contains(errno) { return result }
  return renameat(old, name, new, newName)
}
