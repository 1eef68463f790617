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
    return diagnostics
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
    for source in sources {
      guard let name = source.name, let url = source.url?.string else { continue }
      if let other = names.updateValue(name.value, forKey: url) {
        warnings.append(
          name.origin.diagnostic("“\(name.value)” has the same URL as “\(other)”"))
      }
    }
    for argv in hooks.compactMap(\.argv) {
      warnings += loader.executionWarning(Located(argv.value[0], argv.origin))
    }
    // A warning about the defaults occurs in every source.
    for warning in sources.flatMap({ $0.warnings(loader) }) where !warnings.contains(warning) {
      warnings.append(warning)
    }
    return warnings
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

  private func executionError(_ program: String) -> String? {
    if program.contains("/") { return fileSystem.executionError(program) }
    let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let isFound = path.split(separator: ":").contains {
      fileSystem.executionError("\($0)/\(program)") == nil
    }
    return isFound ? nil : "not found in PATH"
  }
}
