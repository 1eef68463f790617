import ArgumentParser
import HTML

struct TreeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Show the tree of a page, or the elements that match a selector.",
    discussion: """
      Examples:
        ledewatch tree https://www.example.org/news/
        ledewatch tree saved.html --select "article time"
      """)

  @OptionGroup var input: PageInput

  @Option(name: .long, help: "Show only the elements that match this CSS selector.")
  var select: String?

  @Flag(name: .long, help: "Write the tree in the notation of html5lib-tests.")
  var html5lib = false

  @Flag(name: .long, help: "Parse like a browser that runs scripts.")
  var scripting = false

  @Flag(name: .long, help: "With --batch: return only the number of nodes.")
  var count = false

  mutating func run() async throws {
    if input.batch { return count ? TreeBatch.serveCounts() : TreeBatch.serveTrees() }
    let selector = try select.map { try TreeCommand.compile($0) }
    let page = try await input.page()
    let document = Document(
      page.bytes, transportCharset: page.transportCharset, charsetOverride: page.charsetOverride,
      options: ParseOptions(scripting: scripting))
    if let selector {
      let found = document.select(selector)
      for node in found { write(node) }
      if found.isEmpty { throw ExitCode.failure }
    } else {
      write(document.root)
    }
    if let truncation = document.truncation {
      Output.errorLine(
        "ledewatch: tree: the page is truncated, because a maximum was exceeded: \(truncation.rawValue)"
      )
    }
  }

  private func write(_ node: Node) {
    guard html5lib else { return Output.line(TreeOutline(node).text) }
    node.writeHTML5libNotation { Output.write(String(decoding: $0, as: UTF8.self)) }
    Output.write("\n")
  }

  private static func compile(_ css: String) throws -> Selector {
    do {
      return try Selector(css)
    } catch {
      throw CommandError("--select: \(Terminal.safe(error.description))", .usage)
    }
  }
}

/// The batch modes of `tree`, with one JSON object per line.
enum TreeBatch {
  private struct TreeRequest: Decodable {
    var html: String
    var fragment: String?
    var scripting: Bool?
  }

  private struct CountRequest: Decodable {
    var path: String
    var charset: String?
  }

  static func serveTrees() {
    Batch.serve(TreeRequest.self) { request in
      let options = ParseOptions(scripting: request.scripting ?? false)
      let document =
        if let context = request.fragment {
          Document.fragment(request.html, context: context, options: options)
        } else {
          Document(request.html, options: options)
        }
      return .text(name: "tree", pieces: document.root.writeHTML5libNotation)
    }
  }

  static func serveCounts() {
    Batch.serve(CountRequest.self) { request in
      let document = Document(try Files.read(request.path), transportCharset: request.charset)
      return .members([("nodes", .integer(Int64(document.nodeCount)))])
    }
  }
}
