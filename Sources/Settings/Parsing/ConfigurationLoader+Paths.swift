import Glibc

/// The default places of the configuration, the state and the spool.
extension ConfigurationLoader {
  /// Returns the loader for this process. A process that runs as root, or to which systemd gave
  /// directories, is a service.
  package static func forProcess(environment: [String: String]) -> ConfigurationLoader {
    var environment = environment
    // cron and some containers do not set HOME.
    if environment["HOME"] == nil, let home = getpwuid(getuid())?.pointee.pw_dir {
      environment["HOME"] = String(cString: home)
    }
    let hasSystemdDirectory = ["STATE_DIRECTORY", "CONFIGURATION_DIRECTORY"].contains {
      environment[$0] != nil
    }
    let workingDirectory = getcwd(nil, 0)
    defer { free(workingDirectory) }
    return ConfigurationLoader(
      environment: environment, isService: geteuid() == 0 || hasSystemdDirectory,
      workingDirectory: workingDirectory.map { String(cString: $0) } ?? "/")
  }

  /// The path of the configuration without `--config`; nil if HOME is not set.
  package var defaultFile: String? {
    if isService {
      return (firstPath("CONFIGURATION_DIRECTORY") ?? "/etc/ledewatch") + "/ledewatch.yaml"
    }
    return userDirectory("XDG_CONFIG_HOME", inHome: ".config")
      .map { $0 + "/ledewatch/ledewatch.yaml" }
  }

  /// Whether the default file exists.
  package var hasDefaultFile: Bool {
    defaultFile.map { fileSystem.permissions($0) != nil } ?? false
  }

  /// The default file of the other place, the user's for a service and the system's for a user, if it
  /// exists.
  package var otherDefaultFile: String? {
    var other = self
    other.isService.toggle()
    return other.hasDefaultFile ? other.defaultFile : nil
  }

  /// The option that selects the other place.
  package var optionOfOtherPlace: String { isService ? "--user" : "--system" }

  var defaultStatePath: String? {
    if isService { return firstPath("STATE_DIRECTORY") ?? "/var/lib/ledewatch" }
    return userDirectory("XDG_STATE_HOME", inHome: ".local/state").map { $0 + "/ledewatch" }
  }

  var defaultSpoolPath: String? {
    isService ? "/var/spool/ledewatch" : defaultStatePath.map { $0 + "/spool" }
  }

  /// Returns the first of the directories that systemd lists in a variable, separated by colons.
  private func firstPath(_ variable: String) -> String? {
    environment[variable]?.split(separator: ":").first.map(String.init)
  }

  /// Returns a user directory of the XDG Base Directory Specification, which ignores relative paths.
  private func userDirectory(_ variable: String, inHome name: String) -> String? {
    if let path = environment[variable], path.hasPrefix("/") { return path }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/\(name)" : nil }
  }
}

extension ConfigurationLoader {
  /// The default directories of spool and state; nil if HOME is not set.
  package var defaultDirectories: (spool: String, state: String)? {
    guard let spool = defaultSpoolPath, let state = defaultStatePath else { return nil }
    return (spool, state)
  }
}
