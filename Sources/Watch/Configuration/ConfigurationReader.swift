/// Reads the configuration; the environment and the files are arguments.
public struct ConfigurationReader: Sendable {
  /// PATH, HOME, XDG_CONFIG_HOME, XDG_STATE_HOME, STATE_DIRECTORY, CREDENTIALS_DIRECTORY.
  public var environment: [String: String]
  /// Runs as root or as a service: `/etc` and `/var` instead of the person's directories.
  public var isService: Bool

  public init(environment: [String: String], isService: Bool) {
    self.environment = environment
    self.isService = isService
  }

  /// - Parameter file: `--config FILE`; nil for the usual places.
  public func read(file: String? = nil) throws(ConfigurationError) -> Configuration {
    throw ConfigurationError(faults: [.init(file: file ?? "", message: "not built yet")])
  }

  /// What `once URL` works with where there is no configuration file.
  public func withoutFile() -> Configuration { Configuration(spool: "", state: "") }
}
