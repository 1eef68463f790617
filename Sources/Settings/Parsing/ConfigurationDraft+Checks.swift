/// Checks that need all files.
extension ConfigurationDraft {
  /// Duplicate names, and hooks for unknown sources.
  var conflicts: [ConfigurationDiagnostic] {
    var diagnostics =
      duplicates("source", sources.compactMap(\.name))
      + duplicates("hook", hooks.compactMap(\.name))
    let known = sources.compactMap { $0.name?.value }
    for name in hooks.flatMap({ $0.sources ?? [] }) where !known.contains(name.value) {
      let hint = suggestion(closestMatch(to: name.value, among: known))
      diagnostics.append(name.origin.diagnostic("there is no source “\(name.value)”\(hint)"))
    }
    let tags = sources.reduce(into: Set<String>()) { $0.formUnion($1.settings.tags) }
    for tag in hooks.flatMap({ $0.tags ?? [] }) where !tags.contains(tag.value) {
      let hint = suggestion(closestMatch(to: tag.value, among: tags.sorted()))
      diagnostics.append(tag.origin.diagnostic("no source has the tag “\(tag.value)”\(hint)"))
    }
    for name in sources.compactMap(\.formerName) where known.contains(name.value) {
      diagnostics.append(
        name.origin.diagnostic("was: the source “\(name.value)” is still configured"))
    }
    return diagnostics + feedConflicts
  }

  private func duplicates(_ kind: String, _ names: [Located<String>]) -> [ConfigurationDiagnostic] {
    var first: [String: SettingValue] = [:]
    return names.compactMap { name in
      guard let other = first[name.value] else {
        first[name.value] = name.origin
        return nil
      }
      let place = "\(other.context.file):\(other.mark?.line ?? 0)"
      return name.origin.diagnostic(
        "duplicate name “\(name.value)”; the first \(kind) with this name is at \(place)")
    }
  }

  /// Settings that are allowed but probably not intended.
  func warnings(file: String, _ loader: ConfigurationLoader) -> [ConfigurationDiagnostic] {
    var warnings: [ConfigurationDiagnostic] = []
    if sources.isEmpty {
      warnings.append(.init(file: file, message: "no sources are configured; nothing is watched"))
    }
    var names: [String: String] = [:]
    var similar: [Substring: String] = [:]
    for source in sources {
      guard let name = source.name, let url = source.url?.string else { continue }
      if let other = names[url] {
        warnings.append(
          name.origin.diagnostic("“\(name.value)” has the same URL as “\(other)”"))
      } else if let other = similar[ConfigurationDraft.similarityKey(of: url)] {
        warnings.append(
          name.origin.diagnostic(
            "the URL of “\(name.value)” differs from that of “\(other)” only by the scheme, “www.” or a "
              + "last slash"))
      }
      names[url] = name.value
      similar[ConfigurationDraft.similarityKey(of: url)] = name.value
    }
    for argv in hooks.compactMap(\.argv) {
      warnings += loader.executionWarning(Located(argv.value[0], argv.origin))
    }
    warnings += ineffectiveSettings
    warnings += hooks.compactMap(\.feedDirectory).compactMap(loader.directoryWarning)
    warnings += hooks.flatMap(\.secretFiles).compactMap(loader.permissionWarning)
    // A warning about the defaults occurs in every source.
    var known = Set(warnings)
    warnings += sources.flatMap { $0.warnings(loader) }.filter { known.insert($0).inserted }
    return warnings
  }

  /// The part of a URL that remains if the scheme, `www.` and a last slash are disregarded.
  private static func similarityKey(of url: String) -> Substring {
    var key = url[...]
    if let scheme = key.firstRange(of: "://") { key = key[scheme.upperBound...] }
    if key.hasPrefix("www.") { key = key.dropFirst(4) }
    return key.hasSuffix("/") ? key.dropLast() : key
  }
}

extension SourceDraft {
  fileprivate func warnings(_ loader: ConfigurationLoader) -> [ConfigurationDiagnostic] {
    var warnings = incompleteCredentials("user", user, "password_file", password)
    warnings += incompleteCredentials(
      "proxy_user", proxy.user, "proxy_password_file", proxy.password)
    if proxy.address == nil, let user = proxy.user {
      warnings.append(user.origin.diagnostic("proxy_user: “proxy” is not set"))
    }
    if let fetchProgram { warnings += loader.executionWarning(fetchProgram) }
    warnings += secretFiles.compactMap(loader.permissionWarning)
    return warnings
  }

  /// Returns a warning for a user without a password, or a password without a user.
  private func incompleteCredentials(
    _ userKey: String, _ user: Located<String>?,
    _ passwordKey: String, _ password: Located<String>?
  ) -> [ConfigurationDiagnostic] {
    switch (user, password) {
    case (let user?, nil):
      [
        user.origin.diagnostic(
          "\(userKey): “\(passwordKey)” is not set; an empty password is sent")
      ]
    case (nil, let password?):
      [
        password.origin.diagnostic(
          "\(passwordKey): “\(userKey)” is not set; the password is not sent")
      ]
    default: []
    }
  }
}

extension ConfigurationLoader {
  /// Returns a warning if a program cannot be run at present.
  fileprivate func executionWarning(_ program: Located<String>) -> [ConfigurationDiagnostic] {
    guard let reason = executionError(program.value) else { return [] }
    return [program.origin.diagnostic("cannot run \(program.value): \(reason)")]
  }

  /// Returns a warning if others than its owner may read a file with a secret.
  ///
  /// A group counts as others, whichever it is, because consumers of the spool are members of the
  /// service's own group. Credentials of systemd are not checked: their directory protects them.
  fileprivate func permissionWarning(_ file: Located<String>) -> ConfigurationDiagnostic? {
    guard let mode = fileSystem.permissions(file.value), mode & 0o044 != 0 else { return nil }
    let digits = String(mode, radix: 8)
    let octal = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return file.origin.diagnostic(
      "the secret in \(file.value) is readable by others (mode \(octal)); run “chmod 600 \(file.value)”"
    )
  }

  private func executionError(_ program: String) -> String? {
    if program.contains("/") { return fileSystem.executionError(program) }
    let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let isFound = path.split(separator: ":").contains {
      fileSystem.executionError("\($0)/\(program)") == nil
    }
    return isFound ? nil : "not found in PATH"
  }
}
