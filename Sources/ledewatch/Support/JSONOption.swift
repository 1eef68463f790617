import ArgumentParser

/// The option of commands that report from the ledger.
struct JSONOption: ParsableArguments {
  @Flag(name: .long, help: "Write a JSON object.")
  var json = false
}
