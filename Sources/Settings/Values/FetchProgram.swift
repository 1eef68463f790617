/// A program that fetches the pages of a source.
package struct FetchProgram: Hashable, Sendable {
  /// The program (a path, or a name looked up in PATH) and its arguments.
  package var argv: [String]
  /// Whether the program gets addresses that the address policy permits, and a proxy that applies
  /// the policy to each of its connections.
  package var isGuarded = true

  package init(argv: [String], isGuarded: Bool = true) {
    self.argv = argv
    self.isGuarded = isGuarded
  }

  /// The argument that the page's address replaces.
  package static let addressPlaceholder = "{url}"
  /// The part of arguments that the address of the proxy replaces.
  package static let proxyPlaceholder = "{proxy}"
}

extension FetchProgram: ExpressibleByArrayLiteral {
  /// Creates a guarded program.
  package init(arrayLiteral argv: String...) { self.init(argv: argv) }
}
