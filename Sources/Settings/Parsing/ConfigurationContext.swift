/// The file that a value belongs to, and everything that the value may refer to.
struct ConfigurationContext: Sendable {
  /// The file's name as messages show it.
  var file: String
  /// The absolute path of the directory that relative paths start from.
  var directory: String
  var environment: [String: String]
  var fileSystem: ConfigurationFileSystem
}
