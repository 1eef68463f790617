import Foundation
import Glibc
import Settings

/// The main configuration file, for commands that change it.
struct ConfigurationFile {
  /// The path without symbolic links.
  let path: String
  /// The text when the file was read; that of ``InitialConfiguration`` if there is no file.
  let text: String
  let isNew: Bool
  private let loader: ConfigurationLoader
  private let options: ConfigurationOptions

  private static let maximumBytes = 1 << 20
  private static let maximumAttempts = 20

  /// - Throws: `CommandError` if the file cannot be read, or no path is known.
  init(_ options: ConfigurationOptions) throws {
    self.options = options
    loader = options.loader
    guard let named = options.config ?? loader.defaultFile else {
      throw CommandError(
        "configuration: no default path, as HOME is not set; use --config FILE", .configuration)
    }
    path =
      realpath(named, nil).map { resolved in
        defer { free(resolved) }
        return String(cString: resolved)
      } ?? URL(filePath: named).standardizedFileURL.path
    do {
      let bytes = try Files.read(path, maximumBytes: ConfigurationFile.maximumBytes)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw CommandError(
          Terminal.safe("configuration: \(path) is not UTF-8; save it in that encoding"),
          .configuration)
      }
      self.text = text
      isNew = false
    } catch let error as FileError where error.code == ENOENT {
      text = InitialConfiguration.text(loader: loader)
      isNew = true
    } catch let error as FileError {
      throw CommandError("configuration: \(error)", .noInput)
    }
  }

  /// Returns the text with further sources.
  /// - Throws: `CommandError` if the configuration would have errors, or cannot be extended.
  func adding(_ entries: [SourceEntry]) throws -> String {
    let text: String
    do {
      text = try ConfigurationText(self.text, file: path).adding(entries)
    } catch {
      throw CommandError(Terminal.safe("configuration: \(error)"), .configuration)
    }
    _ = try configuration(with: text)
    return text
  }

  /// Loads the configuration as it would be with a text for the file.
  /// - Throws: `CommandError`, after the errors were printed.
  func configuration(with text: String) throws -> Configuration {
    do {
      return try loaderReading(text).load(file: path)
    } catch {
      throw CommandError(
        error.diagnostics.shownLines.map { Terminal.safe($0) }.joined(separator: "\n"),
        .configuration)
    }
  }

  private func loaderReading(_ text: String) -> ConfigurationLoader {
    var loader = loader
    loader.fileSystem.read = {
      [read = loader.fileSystem.read, path] (file, maximumBytes)
        throws(ConfigurationFileSystem.FileError) in
      guard file == path else { return try read(file, maximumBytes) }
      guard text.utf8.count <= maximumBytes else {
        throw ConfigurationFileSystem.FileError(errno: EFBIG, description: "larger than 1 MB")
      }
      return Array(text.utf8)
    }
    return loader
  }

  /// Returns a source as it would be beside the file, in `sources.d`, with the defaults of the file. Requests
  /// need them, such as a proxy, also if the file itself cannot be extended.
  func source(_ entry: SourceEntry) throws -> Source {
    var loader = loaderReading(text)
    let name = entry.name + ".new.yaml"
    let included = URL(filePath: path).deletingLastPathComponent().path + "/sources.d/" + name
    let added = "sources:\n" + entry.lines().joined(separator: "\n") + "\n"
    loader.fileSystem.names = {
      [names = loader.fileSystem.names] (path) throws(ConfigurationFileSystem.FileError) in
      try names(path) + [name]
    }
    loader.fileSystem.read = {
      [read = loader.fileSystem.read] (file, maximum) throws(ConfigurationFileSystem.FileError) in
      file == included ? Array(added.utf8) : try read(file, maximum)
    }
    do {
      guard let source = try loader.load(file: path).sources.first(where: { $0.name == entry.name })
      else { throw CommandError("configuration: the source has no settings", .configuration) }
      return source
    } catch let error as ConfigurationError {
      throw CommandError(
        error.diagnostics.shownLines.map { Terminal.safe($0) }.joined(separator: "\n"),
        .configuration)
    }
  }

  /// Adds sources to the file, also if another program adds other sources meanwhile.
  /// - Throws: `CommandError` if the configuration would have errors, or cannot be extended or written.
  func add(_ entries: [SourceEntry]) throws {
    var file = self
    for attempt in 1... {
      do {
        return try file.write(file.adding(entries))
      } catch let error as CommandError where error.code == .temporaryFailure {
        file = try ConfigurationFile(options)
        let known = try file.configuration(with: file.text).sources
        let isTaken = known.contains { source in
          entries.contains { $0.name == source.name || $0.url == source.url }
        }
        guard attempt < ConfigurationFile.maximumAttempts, !isTaken else { throw error }
      }
    }
  }

  /// Replaces the file, unless somebody else has changed it since it was read.
  /// - Parameter wait: the longest time to wait for another program that replaces it.
  func write(_ new: String, wait: Duration = .seconds(5)) throws {
    let directory = URL(filePath: path).deletingLastPathComponent()
    if isNew {
      do {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      } catch {
        throw CommandError(
          Terminal.safe("cannot create \(directory.path): \(FileError.reason(of: error))"),
          .cannotCreate)
      }
    }
    let lock = try ConfigurationLock(directory: directory.path, wait: wait)
    try withExtendedLifetime(lock) { try replace(by: new) }
  }

  private func replace(by new: String) throws {
    let current = try? Files.read(path, maximumBytes: ConfigurationFile.maximumBytes)
    guard current.map({ String(decoding: $0, as: UTF8.self) }) == (isNew ? nil : text) else {
      throw CommandError(
        Terminal.safe("configuration: \(path) was changed meanwhile; nothing was written"),
        .temporaryFailure)
    }
    let file = try AtomicFile(path, keepsAttributes: true)
    try file.write(Array(new.utf8))
    try file.finish()
  }

  /// Returns the first error of a configuration that is a text; nil if there is none. No file is read.
  static func error(of text: String) -> String? {
    let files = ConfigurationFileSystem(
      read: { (_, _) throws(ConfigurationFileSystem.FileError) in Array(text.utf8) },
      names: { _ in [] }, executionError: { _ in nil })
    let loader = ConfigurationLoader(
      environment: ["HOME": "/"], isService: false, fileSystem: files)
    do {
      _ = try loader.load(file: "/ledewatch.yaml")
      return nil
    } catch {
      return error.diagnostics.first?.message ?? "it is not valid"
    }
  }
}
