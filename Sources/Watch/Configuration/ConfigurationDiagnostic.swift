/// Everything that is wrong with a configuration; the process ends with 78 (EX_CONFIG).
public struct ConfigurationError: Error, Hashable, Sendable {
  public var faults: [ConfigurationFault]

  public init(faults: [ConfigurationFault]) { self.faults = faults }
}

extension ConfigurationError: CustomStringConvertible {
  /// A line for each fault.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// One fault: `file:line:column: what, and what is allowed`.
public struct ConfigurationFault: Hashable, Sendable {
  public var file: String
  /// From 1; 0 where the fault is of the whole file.
  public var line: Int
  /// From 1, in characters of Unicode.
  public var column: Int
  public var message: String

  public init(file: String, line: Int = 0, column: Int = 0, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension ConfigurationFault: CustomStringConvertible {
  public var description: String {
    line == 0 ? "\(file): \(message)" : "\(file):\(line):\(column): \(message)"
  }
}
