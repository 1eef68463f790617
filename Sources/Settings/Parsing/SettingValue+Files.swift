/// Paths, programs, and values that are read from files.
extension SettingValue {
  /// Decodes a path into an absolute one. `~/` is the home directory; other relative paths start
  /// from the directory of the configuration file.
  func path() throws(SettingError) -> String {
    let path = try line("a path")
    if path.hasPrefix("/") { return path }
    if path == "~" || path.hasPrefix("~/") {
      guard let home = context.environment["HOME"], home.hasPrefix("/") else {
        throw error("cannot resolve “~”, as HOME is not set; use an absolute path")
      }
      return home + path.dropFirst()
    }
    return context.directory + "/" + path
  }

  /// Decodes a program and its arguments.
  func argv() throws(SettingError) -> [String] {
    let expectation = "[program, argument, …]; no shell is used"
    let words = try list(of: "words (\(expectation))") { (word) throws(SettingError) in
      let text = try word.text("a word")
      guard !text.utf8.contains(0) else { throw word.error("must not contain NUL") }
      return text
    }
    guard let program = words.first, !program.isEmpty else {
      throw error("the list must begin with a program: \(expectation)")
    }
    guard program.contains("/"), case .sequence(let sequence) = node else { return words }
    return [try with(sequence[0]).path()] + words.dropFirst()
  }

  /// Returns the content of a file with a secret, without line breaks at the end. A relative name is
  /// one of systemd's credentials if there are any.
  /// - Parameter files: receives the file, unless it is a credential.
  func secret(_ files: inout [Located<String>]) throws(SettingError) -> String {
    let name = try line("the name of a file")
    let file: String
    if !name.hasPrefix("/"), let credentials = context.environment["CREDENTIALS_DIRECTORY"] {
      file = credentials + "/" + name
    } else {
      file = try path()
      files.append(Located(file, self))
    }
    var bytes = try content(of: file, maximumBytes: 64 << 10)
    while let last = bytes.last, last == 0x0a || last == 0x0d { bytes.removeLast() }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw error("\(file) is not a UTF-8 text file")
    }
    return text
  }

  /// Returns the path and the content of a PEM file of certificates.
  func certificateAuthorities() throws(SettingError) -> (path: String, content: [UInt8]) {
    let file = try path()
    let bytes = try content(of: file, maximumBytes: 8 << 20)
    guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
      throw error("\(file) contains no PEM certificate (“BEGIN CERTIFICATE”)")
    }
    return (file, bytes)
  }

  private func content(of file: String, maximumBytes: Int) throws(SettingError) -> [UInt8] {
    do { return try context.fileSystem.read(file, maximumBytes) } catch let fileError {
      throw error("cannot read \(file): \(fileError)")
    }
  }
}
