/// Everything that is wrong with a configuration; the process ends with 78 (EX_CONFIG).
package struct ConfigurationError: Error, Hashable, Sendable {
  package var diagnostics: [ConfigurationDiagnostic]

  package init(diagnostics: [ConfigurationDiagnostic]) { self.diagnostics = diagnostics }
}

extension ConfigurationError: CustomStringConvertible {
  /// A line for each fault.
  package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// One fault: `file:line:column: what, and what is allowed`.
package struct ConfigurationDiagnostic: Hashable, Sendable {
  package var file: String
  /// From 1; 0 where the fault is of the whole file.
  package var line: Int
  /// From 1, in characters of Unicode.
  package var column: Int
  package var message: String

  package init(file: String, line: Int = 0, column: Int = 0, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension ConfigurationDiagnostic: CustomStringConvertible {
  package var description: String {
    line == 0 ? "\(file): \(message)" : "\(file):\(line):\(column): \(message)"
  }
}
