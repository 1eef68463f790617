/// Everything that is wrong with a configuration.
public struct ConfigurationError: Error, Sendable {
  public var faults: [ConfigurationFault]

  public init(faults: [ConfigurationFault]) { self.faults = faults }
}

/// One fault: `file:line:column: what, and what is allowed`.
public struct ConfigurationFault: Hashable, Sendable {
  public var file: String
  /// From 1; 0 where the fault is of the whole file.
  public var line: Int
  public var column: Int
  public var message: String

  public init(file: String, line: Int = 0, column: Int = 0, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}
