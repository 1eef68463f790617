import HTML

/// A CSS selector a person wrote for the pages of a site: in a configuration, or on a command line.
///
/// What is understood: ``HTML/Selector``.
package struct PageSelector: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  let compiled: Selector

  /// - Throws: ``PageSelectorFault`` with the place of what is not understood.
  package init(_ css: String) throws(PageSelectorFault) {
    do {
      compiled = try Selector(css)
    } catch {
      throw PageSelectorFault(message: error.message, column: error.column)
    }
    description = css
  }

  package static func == (a: PageSelector, b: PageSelector) -> Bool {
    a.description == b.description
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

/// Why a text is no selector, and where.
package struct PageSelectorFault: Error, Hashable, Sendable {
  package var message: String
  /// The character of the selector the message is about, from 1.
  package var column: Int
}
