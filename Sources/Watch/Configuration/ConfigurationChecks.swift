/// What can be seen only when all files have been read.
extension ConfigurationDraft {
  /// Names that are given twice, and hooks for sources that are not there.
  var conflicts: [ConfigurationFault] {
    var faults = twice("source", sources.map(\.name)) + twice("hook", hooks.map(\.name))
    let known = sources.compactMap { $0.name?.text }
    for (name, value) in hooks.flatMap({ $0.sources ?? [] }) where !known.contains(name) {
      let hint = nearest(to: name, among: known).map { " (did you mean “\($0)”?)" } ?? ""
      faults.append(value.fault("there is no source “\(name)”\(hint)"))
    }
    return faults
  }

  private func twice(_ kind: String, _ names: [(text: String, value: SettingValue)?])
    -> [ConfigurationFault]
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
  func warnings(file: String, _ reader: ConfigurationReader) -> [ConfigurationFault] {
    var warnings: [ConfigurationFault] = []
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
    return warnings
  }
}

extension ConfigurationReader {
  /// Why a hook's program can't be run as things stand.
  fileprivate func obstacle(to program: String) -> String? {
    if program.contains("/") { return files.obstacle(program) }
    let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let isThere = path.split(separator: ":").contains { files.obstacle("\($0)/\(program)") == nil }
    return isThere ? nil : "not found in PATH"
  }
}
