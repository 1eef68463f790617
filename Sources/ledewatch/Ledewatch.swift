import ArgumentParser

@main
struct Ledewatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledewatch",
    abstract: "Watch news listing pages that have no feed.")
}
