import ArgumentParser
import HTML

struct Tree: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a page as it is parsed, or what a selector finds in it.")

  @OptionGroup var input: PageInput

  @Option(name: .long, help: "Show only what this CSS selector finds.")
  var select: String?

  @Flag(name: .long, help: "Write the tree in the notation of html5lib-tests.")
  var html5lib = false

  @Flag(name: .long, help: "Parse as a browser with scripting would.")
  var scripting = false

  @Flag(name: .long, help: "With --batch: answer the number of nodes only.")
  var count = false

  mutating func run() async throws {
    if input.batch { return count ? TreeBatch.serveCounts() : TreeBatch.serveTrees() }
    let selector = try select.map { try Tree.compile($0) }
    let page = try await input.page()
    let document = Document(
      page.bytes, transportCharset: page.transportCharset, charsetOverride: page.charsetOverride,
      options: ParseOptions(scripting: scripting))
    if let selector {
      let found = document.select(selector)
      for node in found { Output.line(html5lib ? node.html5libNotation : TreeOutline(node).text) }
      if found.isEmpty { throw ExitCode.failure }
    } else {
      Output.line(html5lib ? document.html5libNotation : TreeOutline(document.root).text)
    }
    if let cut = document.truncation {
      Output.complain("the page was cut: too many or too deep: \(cut.rawValue)")
    }
  }

  private static func compile(_ css: String) throws -> Selector {
    do {
      return try Selector(css)
    } catch {
      throw CommandError("--select: \(Terminal.safe(error.description))", .usage)
    }
  }
}

/// The batch forms of `tree`, one JSON object a line.
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
    Batch.serve(TreeRequest.self) { request, answer in
      let options = ParseOptions(scripting: request.scripting ?? false)
      let document =
        if let context = request.fragment {
          Document.fragment(request.html, context: context, options: options)
        } else {
          Document(request.html, options: options)
        }
      answer.field("tree", document.html5libNotation)
    }
  }

  static func serveCounts() {
    Batch.serve(CountRequest.self) { request, answer in
      let document = Document(try Files.read(request.path), transportCharset: request.charset)
      answer.field("nodes", document.nodeCount)
    }
  }
}
