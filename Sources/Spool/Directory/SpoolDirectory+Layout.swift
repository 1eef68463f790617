import Glibc

extension SpoolDirectory {
  /// Makes the missing directories of a spool, and takes from others the permission to write where they
  /// need not.
  ///
  /// | directory | who may write |
  /// |---|---|
  /// | the spool, `tmp/` | the owner only |
  /// | `new/`, `cur/` | whoever could write to the spool when they were made |
  ///
  /// A spool of an earlier version is brought to this layout: all its directories had one mode.
  /// - Parameter isNew: whether the spool has no id yet; then no change is reported.
  /// - Returns: The changes, as sentences for people.
  /// - Throws: `SpoolError`, also if `tmp/` and `new/` are on two file systems.
  func prepareLayout(
    _ root: Disk.Directory, isNew: Bool
  ) throws(SpoolError) -> [String] {
    let rootMode = try disk.status(of: root).st_mode
    let new = try make("new", in: root, permissions: rootMode & 0o777)
    try make("cur", in: root, permissions: disk.status(of: new).st_mode & 0o777)
    let tmp = try make("tmp", in: root, permissions: 0o700)
    guard try disk.status(of: tmp).st_dev == disk.status(of: new).st_dev else {
      throw SpoolError(
        stage: .identity, path: root.path, errno: EXDEV,
        reason: "tmp/ and new/ must be on one file system")
    }
    var changes: [String] = []
    let others: mode_t = 0o022
    let tmpMode = try disk.status(of: tmp).st_mode
    if tmpMode & 0o077 != 0 {
      try disk.setPermissions(0o700, of: tmp)
      if tmpMode & others != 0 { changes.append(try change(of: tmp)) }
    }
    passGroupOn(from: new, to: tmp)
    if rootMode & others != 0 {
      try disk.setPermissions(rootMode & 0o777 & ~others, of: root)
      changes.append(try change(of: root))
    }
    return isNew ? [] : changes
  }

  @discardableResult
  private func make(
    _ area: String, in root: Disk.Directory, permissions: mode_t
  ) throws(SpoolError) -> Disk.Directory {
    guard let made = try disk.makeDirectory(area, in: root, mode: permissions) else {
      return try open(area, in: root)
    }
    try disk.setPermissions(permissions, of: made)
    return made
  }

  private func change(of directory: Disk.Directory) throws(SpoolError) -> String {
    let mode = try disk.status(of: directory).st_mode
    guard mode & 0o022 == 0 else {
      return "\(directory.path) is writable for other users, who can replace what ledewatch writes "
        + "there; make the user that runs ledewatch its owner, or remove that permission"
    }
    return "\(directory.path) was writable for other users and is not any longer: consumers need "
      + "only new/ and cur/"
  }

  /// Lets entries that are made in `tmp/` inherit the group of `new/`. Errors are ignored: the process
  /// may not be a member of that group, and sandboxes refuse the calls.
  private func passGroupOn(from new: Disk.Directory, to tmp: Disk.Directory) {
    guard let group = try? disk.status(of: new).st_gid, let status = try? disk.status(of: tmp)
    else {
      return
    }
    if status.st_gid != group { _ = fchown(tmp.descriptor, uid_t.max, group) }
    if group != getegid(), status.st_mode & S_ISGID == 0 {
      _ = fchmod(tmp.descriptor, status.st_mode & 0o700 | S_ISGID)
    }
  }
}
