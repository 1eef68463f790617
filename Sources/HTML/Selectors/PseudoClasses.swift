/// The pseudo-classes that are defined by other selectors, and the errors for those that are not
/// supported.
enum PseudoClasses {
  /// The definitions of pseudo-classes for a page without user interaction (HTML standard, 4.16.3).
  /// `:checked` considers attributes only: it does not match an option that is selected by default
  /// because it is the first.
  static let expansions: [String: String] = [
    "link": links,
    "any-link": links,
    "checked": "input:is([type=checkbox], [type=radio])[checked], option[selected]",
    "disabled": """
    :is(button, input, select, textarea, optgroup, option, fieldset)[disabled],
    optgroup[disabled] > option,
    :is(button, input, select, textarea, fieldset):is(
      fieldset[disabled] > :not(legend:first-of-type),
      fieldset[disabled] > :not(legend:first-of-type) *)
    """,
    "enabled": """
    :is(button, input, select, textarea, optgroup, option, fieldset):not(:disabled)
    """,
    "required": """
    :is(select, textarea)[required], input[required]:not([type=hidden], [type=range],
      [type=color], [type=submit], [type=image], [type=reset], [type=button])
    """,
    "optional": ":is(input, select, textarea):not(:required)",
    "read-write": """
    :is(textarea, input:not([type=hidden], [type=range], [type=color], [type=checkbox],
      [type=radio], [type=file], [type=submit], [type=image], [type=reset], [type=button])
    ):not([readonly], :disabled),
    \(editable),
    :is(\(editable)) :not([contenteditable=false i], [contenteditable=false i] *)
    """,
    "read-only": ":not(:read-write)",
  ]

  private static let links = ":is(a, area)[href], a[*|href]"

  private static let editable =
    "[contenteditable=''], [contenteditable=true i], [contenteditable=plaintext-only i]"

  /// Returns the error for an unsupported pseudo-class.
  static func error(
    _ name: String, isFunction: Bool, _ scanner: SelectorScanner, at start: Int
  ) -> SelectorError {
    let shown = isFunction ? "':\(name)()'" : "':\(name)'"
    if let suggestion = libraryExtensions[name] {
      return scanner.error(
        "\(shown) is not CSS but a library extension\(suggestion)", at: start)
    }
    if dynamicPseudoClasses.contains(name) {
      return scanner.error(
        "\(shown) depends on user interaction, which a parsed page does not have", at: start)
    }
    if pseudoElements.contains(name) {
      return scanner.error("pseudo-elements are not part of the document tree", at: start)
    }
    if functionalPseudoClasses.contains(name) {
      return scanner.error("':\(name)' requires arguments in parentheses", at: start)
    }
    if expansions[name] != nil || plainPseudoClasses.contains(name) {
      return scanner.error("':\(name)' does not take arguments", at: start)
    }
    return scanner.error("the pseudo-class \(shown) is not supported", at: start)
  }

  private static let plainPseudoClasses: Set<String> = [
    "root", "scope", "empty", "first-child", "last-child", "only-child", "first-of-type",
    "last-of-type", "only-of-type",
  ]

  private static let functionalPseudoClasses: Set<String> = [
    "is", "where", "not", "has", "lang", "nth-child", "nth-last-child", "nth-of-type",
    "nth-last-of-type",
  ]

  private static let dynamicPseudoClasses: Set<String> = [
    "active", "focus", "focus-visible", "focus-within", "hover", "target", "target-within",
    "visited", "local-link", "playing", "paused", "muted", "fullscreen", "modal", "user-valid",
    "user-invalid",
  ]

  private static let pseudoElements: Set<String> = [
    "before", "after", "first-line", "first-letter",
  ]

  /// The extensions of jQuery and similar libraries, with a suggestion for each.
  private static let libraryExtensions: [String: String] = [
    "contains": "", "icontains": "", "visible": "", "hidden": "", "animated": "", "parent": "",
    "eq": "; use ':nth-child()' or ':nth-of-type()', which count from 1",
    "nth": "; use ':nth-child()' or ':nth-of-type()', which count from 1",
    "gt": "; use ':nth-child(n+3)' for the third and later elements",
    "lt": "; use ':nth-child(-n+3)' for the first three elements",
    "first": "; use ':first-child' or ':first-of-type'",
    "last": "; use ':last-child' or ':last-of-type'",
    "even": "; use ':nth-child(even)'", "odd": "; use ':nth-child(odd)'",
    "header": "; use ':is(h1, h2, h3, h4, h5, h6)'",
    "input": "; use ':is(input, button, select, textarea)'", "button": "; use 'button'",
    "text": "; use '[type=text]'", "checkbox": "; use '[type=checkbox]'",
    "radio": "; use '[type=radio]'", "submit": "; use '[type=submit]'",
    "password": "; use '[type=password]'", "file": "; use '[type=file]'",
    "image": "; use '[type=image]'", "reset": "; use '[type=reset]'",
    "selected": "; use ':checked'",
  ]
}
