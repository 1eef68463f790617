import News

extension SettingValue {
  /// A CSS selector; a fault in it is told with its own place in the line.
  func selector() throws(SettingError) -> PageSelector {
    let css = try line("a CSS selector")
    do {
      return try PageSelector(css)
    } catch {
      var fault = fault("“\(css.truncated(to: 120))” is no CSS selector: \(error.message)")
      let quotes = node.scalar.map { [.doubleQuoted, .singleQuoted].contains($0.style) } ?? false
      if fault.line > 0 { fault.column += error.column - 1 + (quotes ? 1 : 0) }
      throw SettingError(diagnostics: [fault])
    }
  }
}
