import HTML

/// A CSS selector for the pages of a site, from the configuration or the command line.
///
/// ``HTML/Selector`` documents the supported syntax.
package struct PageSelector: Hashable, Sendable, CustomStringConvertible {
  /// The selector as written.
  package let description: String
  let compiled: Selector

  /// Parses a selector.
  ///
  /// - Throws: ``PageSelectorError`` with the column of the error.
  package init(_ css: String) throws(PageSelectorError) {
    do {
      compiled = try Selector(css)
    } catch {
      throw PageSelectorError(message: error.message, column: error.column)
    }
    description = css
  }

  /// Selectors are equal if they are written alike.
  package static func == (a: PageSelector, b: PageSelector) -> Bool {
    a.description == b.description
  }

  /// Hashes the selector as written.
  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

/// A syntax error in a selector.
package struct PageSelectorError: Error, Hashable, Sendable {
  /// A description of the error: `expected a name`.
  package var message: String
  /// The position of the error, in characters from 1.
  package var column: Int
}
