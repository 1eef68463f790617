/// A configuration that cannot be used; the process exits with 78 (EX_CONFIG).
package struct ConfigurationError: Error, Hashable, Sendable {
  /// Every problem of every file, in the order of the files.
  package var diagnostics: [ConfigurationDiagnostic]

  package init(diagnostics: [ConfigurationDiagnostic]) { self.diagnostics = diagnostics }
}

extension ConfigurationError: CustomStringConvertible {
  /// One line for each diagnostic.
  package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// One problem of a configuration and its place in a file.
package struct ConfigurationDiagnostic: Hashable, Sendable {
  package var file: String
  /// The line, counted from 1; 0 if the problem concerns the whole file.
  package var line: Int
  /// The column, counted from 1 in Unicode scalars.
  package var column: Int
  package var message: String

  package init(file: String, line: Int = 0, column: Int = 0, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension [ConfigurationDiagnostic] {
  /// The maximum number of diagnostics that are shown. One mistake in a large file can cause
  /// thousands.
  package static var maximumShown: Int { 100 }

  /// One line for each of the first diagnostics, and one that counts the others.
  package var shownLines: [String] {
    let lines = prefix(Self.maximumShown).map(\.description)
    let rest = count - lines.count
    return rest > 0 ? lines + ["… and \(rest) more"] : lines
  }
}

extension ConfigurationDiagnostic: CustomStringConvertible {
  /// `file:line:column: message`
  package var description: String {
    line == 0 ? "\(file): \(message)" : "\(file):\(line):\(column): \(message)"
  }
}
