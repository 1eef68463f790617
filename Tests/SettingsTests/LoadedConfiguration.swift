import Glibc

@testable import Settings

/// Loads a configuration from texts instead of files.
/// - Parameters:
///   - included: Files of `sources.d`.
///   - files: All other files, by absolute path.
///   - permissions: The permission bits of files.
func load(
  _ text: String, included: [String: String] = [:], files: [String: String] = [:],
  environment: [String: String] = ["HOME": "/home/ann", "PATH": "/bin"], isService: Bool = false,
  permissions: [String: UInt32] = [:]
) throws(ConfigurationError) -> Configuration {
  var all = files
  all["/c/ledewatch.yaml"] = text
  for (name, text) in included { all["/c/sources.d/" + name] = text }
  let contents = all
  let loader = ConfigurationLoader(
    environment: environment, isService: isService, workingDirectory: "/work",
    fileSystem: ConfigurationFileSystem(
      read: { (path, maximumBytes) throws(ConfigurationFileSystem.FileError) in
        guard let text = contents[path] else { throw .init(errno: ENOENT) }
        guard text.utf8.count <= maximumBytes else { throw .init(errno: EFBIG) }
        return Array(text.utf8)
      },
      names: { directory in
        contents.keys.filter { $0.hasPrefix(directory + "/") }
          .map { String($0.dropFirst(directory.count + 1)) }
      },
      executionError: { $0 == "/bin/true" ? nil : "no such file or directory" },
      permissions: { permissions[$0] }))
  return try loader.load(file: "/c/ledewatch.yaml")
}

/// Loads one source with settings that stand in `defaults`, a line each.
func loadSource(_ settings: String, files: [String: String] = [:]) throws(ConfigurationError)
  -> Source
{
  try load(
    "sources: [{name: a, url: http://a.example}]\ndefaults:\n"
      + settings.split(separator: "\n").map { "  \($0)\n" }.joined(),
    files: files
  ).sources[0]
}

/// Returns the diagnostics of a configuration, without the name of the main file.
func diagnostics(
  _ text: String, included: [String: String] = [:], files: [String: String] = [:]
) -> [String] {
  do {
    _ = try load(text, included: included, files: files)
    return []
  } catch {
    return error.diagnostics.map { withoutMainFile("\($0)") }
  }
}

/// Returns the diagnostics of settings that stand in `defaults`, without places.
func messages(_ settings: String, files: [String: String] = [:]) -> [String] {
  do {
    _ = try loadSource(settings, files: files)
    return []
  } catch {
    return error.diagnostics.map(\.message)
  }
}

/// Returns a diagnostic without the name of the main file.
func withoutMainFile(_ diagnostic: String) -> String {
  let prefix = "/c/ledewatch.yaml:"
  return diagnostic.hasPrefix(prefix)
    ? diagnostic.dropFirst(prefix.count).trimmingPrefix(" ").description : diagnostic
}
