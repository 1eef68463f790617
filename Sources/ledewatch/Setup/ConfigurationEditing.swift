import Foundation
import Glibc
import Settings

/// The editing of the configuration: a copy is edited until it has no errors, and then replaces the file.
struct ConfigurationEditing {
  let file: ConfigurationFile
  let prompt: Prompt
  /// Edits the file at a path, and returns when the editor has ended.
  let openEditor: (_ path: String) throws -> Void
  /// Writes a line of text.
  let show: (String) -> Void

  /// - Throws: `CommandError` if the file stays as it was because of errors.
  func run() throws {
    let copy = try ConfigurationCopy(of: file)
    var isKept = false
    defer { if !isKept { copy.remove() } }
    while true {
      try openEditor(copy.path)
      do {
        let text = try copy.text()
        guard text != file.text || file.isNew else { return show("nothing was changed") }
        return try save(text)
      } catch let error as CommandError where error.code == .configuration {
        show(error.message)
        let answer = prompt.ask("Edit again? [Y/n; n leaves the configuration as it was]")
        guard let answer, !answer.lowercased().hasPrefix("n") else {
          throw CommandError(Terminal.safe("edit: \(file.path) was not changed"), .configuration)
        }
      } catch let error as CommandError where copy.exists {
        isKept = true
        throw CommandError(
          "\(error.message); your text is kept in \(Terminal.safe(copy.path))", error.code)
      }
    }
  }

  private func save(_ text: String) throws {
    let configuration = try file.configuration(with: text)
    try file.write(text)
    let counts = [
      counted(configuration.sources.count, "source"), counted(configuration.hooks.count, "hook"),
    ]
    show("saved \(Terminal.safe(file.path)): \(counts.joined(separator: ", "))")
    for line in configuration.warnings.shownLines { show(Terminal.safe(line)) }
    show("  a service that runs reads the file at a reload")
  }
}

/// A copy of the configuration in a directory that only its owner can read.
private struct ConfigurationCopy {
  private let directory: String
  var path: String { directory + "/ledewatch.yaml" }

  init(of file: ConfigurationFile) throws {
    let parent = FileManager.default.temporaryDirectory
    var template = Array(parent.appending(path: "ledewatch-edit-XXXXXX").path.utf8CString)
    guard let made = mkdtemp(&template) else {
      throw CommandError("edit: cannot write a copy: \(FileError.reason(errno))", .cannotCreate)
    }
    directory = String(cString: made)
    let copy = try AtomicFile(path)
    try copy.write(Array(file.text.utf8))
    try copy.finish()
  }

  var exists: Bool { access(path, F_OK) == 0 }

  func text() throws -> String {
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path, maximumBytes: 1 << 20)
    } catch { throw CommandError("edit: \(error)", .noInput) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandError("edit: the text is not UTF-8; save it in that encoding", .configuration)
    }
    return text
  }

  /// Removes the copy, and what the editor left beside it.
  func remove() { try? FileManager.default.removeItem(atPath: directory) }
}
