import Basics
import Dates
import News

/// Selectors, patterns, templates and date formats. An error within the text has its own column.
extension SettingValue {
  func selector() throws(SettingError) -> PageSelector {
    let css = try line("a CSS selector")
    do { return try PageSelector(css) } catch {
      throw invalid(css, "a CSS selector", error.message, column: error.column)
    }
  }

  func dateFormat() throws(SettingError) -> DateFormat {
    let text = try line("a date format (%d.%m.%Y)")
    do { return try DateFormat(text) } catch {
      throw invalid(text, "a date format", error.message, column: error.column)
    }
  }

  func pattern() throws(SettingError) -> Pattern {
    let text = try line("a pattern")
    do { return try Pattern(text) } catch {
      throw invalid(text, "a pattern", error.message, column: error.column)
    }
  }

  func template(for pattern: Pattern?) throws(SettingError) -> Template {
    let text = try line("a template (/article/$1)")
    guard let pattern else { throw error("a template needs a “pattern” beside it") }
    do { return try Template(text, groups: pattern.groupCount) } catch {
      throw invalid(text, "a template", error.message, column: error.column)
    }
  }

  func attributeName() throws(SettingError) -> String {
    let expectation = "an attribute name (href, onclick, data-id)"
    let name = try line(expectation).lowercased()
    guard name.utf8.count <= 100, name.utf8.allSatisfy({ $0 > 0x20 && !"\"'>/=".utf8.contains($0) })
    else { throw expected(expectation) }
    return name
  }

  private func invalid(_ text: String, _ kind: String, _ reason: String, column: Int)
    -> SettingError
  {
    var diagnostic = diagnostic("“\(text.truncated(to: 120))” is not \(kind): \(reason)")
    let isQuoted = node.scalar.map { [.doubleQuoted, .singleQuoted].contains($0.style) } ?? false
    if diagnostic.line > 0 { diagnostic.column += column - 1 + (isQuoted ? 1 : 0) }
    return SettingError(diagnostics: [diagnostic])
  }
}
