/// What can be seen only when all files have been read.
extension ConfigurationDraft {
  /// Names that are given twice, and hooks for sources that are not there.
  var conflicts: [ConfigurationDiagnostic] {
    var faults = twice("source", sources.map(\.name)) + twice("hook", hooks.map(\.name))
    let known = sources.compactMap { $0.name?.text }
    for (name, value) in hooks.flatMap({ $0.sources ?? [] }) where !known.contains(name) {
      let hint = nearest(to: name, among: known).map { " (did you mean “\($0)”?)" } ?? ""
      faults.append(value.fault("there is no source “\(name)”\(hint)"))
    }
    return faults
  }

  private func twice(_ kind: String, _ names: [(text: String, value: SettingValue)?])
    -> [ConfigurationDiagnostic]
  {
    var first: [String: SettingValue] = [:]
    return names.compactMap { name in
      guard let name else { return nil }
      guard let other = first.updateValue(name.value, forKey: name.text) else { return nil }
      first[name.text] = other
      let place = "\(other.place.file):\(other.mark?.line ?? 0)"
      return name.value.fault("another \(kind) is called “\(name.text)” (\(place))")
    }
  }

  /// What is allowed but hardly meant.
  func warnings(file: String, _ reader: ConfigurationLoader) -> [ConfigurationDiagnostic] {
    var warnings: [ConfigurationDiagnostic] = []
    if sources.isEmpty {
      warnings.append(.init(file: file, message: "there are no sources: nothing is watched"))
    }
    var watched: [String: String] = [:]
    for source in sources {
      guard let name = source.name, let url = source.url?.string else { continue }
      if let other = watched.updateValue(name.text, forKey: url) {
        warnings.append(name.value.fault("watches the same page as “\(other)”"))
      }
    }
    for argv in hooks.compactMap(\.argv) {
      guard let obstacle = reader.obstacle(to: argv.words[0]) else { continue }
      warnings.append(argv.value.fault("\(argv.words[0]): \(obstacle)"))
    }
    // What stands in the defaults is said once.
    for warning in sources.flatMap({ $0.warnings(reader) }) where !warnings.contains(warning) {
      warnings.append(warning)
    }
    return warnings
  }
}

extension SourceDraft {
  fileprivate func warnings(_ reader: ConfigurationLoader) -> [ConfigurationDiagnostic] {
    var warnings = halves("user", user, "password_file", password)
    warnings += halves("proxy_user", proxy.user, "proxy_password_file", proxy.password)
    if proxy.address == nil, let user = proxy.user {
      warnings.append(user.value.fault("proxy_user: there is no proxy"))
    }
    if let fetchProgram, let obstacle = reader.obstacle(to: fetchProgram.name) {
      warnings.append(fetchProgram.value.fault("\(fetchProgram.name): \(obstacle)"))
    }
    return warnings
  }

  /// A user without a password, a password without a user.
  private func halves(
    _ name: String, _ user: (text: String, value: SettingValue)?,
    _ file: String, _ password: (text: String, value: SettingValue)?
  ) -> [ConfigurationDiagnostic] {
    switch (user, password) {
    case (let user?, nil):
      [user.value.fault("\(name): without \(file) an empty password is sent")]
    case (nil, let password?): [password.value.fault("\(file): without \(name) it is not sent")]
    default: []
    }
  }
}

extension ConfigurationLoader {
  /// Why a program can't be run as things stand.
  fileprivate func obstacle(to program: String) -> String? {
    if program.contains("/") { return files.obstacle(program) }
    let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let isThere = path.split(separator: ":").contains { files.obstacle("\($0)/\(program)") == nil }
    return isThere ? nil : "not found in PATH"
  }
}
