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
        "\(shown) is not CSS but an extension of libraries\(suggestion)", at: start)
    }
    if dynamicPseudoClasses.contains(name) {
      return scanner.error("\(shown) tells of a page in use, not of one that is read", at: start)
    }
    if pseudoElements.contains(name) {
      return scanner.error("pseudo-elements are not in the tree of a page", at: start)
    }
    if functionalPseudoClasses.contains(name) {
      return scanner.error("':\(name)' needs something in parentheses", at: start)
    }
    if expansions[name] != nil || plainPseudoClasses.contains(name) {
      return scanner.error("':\(name)' takes nothing in parentheses", at: start)
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
    "eq": "; ':nth-child()' and ':nth-of-type()' count from 1",
    "nth": "; ':nth-child()' and ':nth-of-type()' count from 1",
    "gt": "; ':nth-child(n+3)' begins with the third",
    "lt": "; ':nth-child(-n+3)' ends with the third",
    "first": "; there are ':first-child' and ':first-of-type'",
    "last": "; there are ':last-child' and ':last-of-type'",
    "even": "; ':nth-child(even)' is", "odd": "; ':nth-child(odd)' is",
    "header": "; ':is(h1, h2, h3, h4, h5, h6)' is",
    "input": "; ':is(input, button, select, textarea)' is", "button": "; 'button' is",
    "text": "; '[type=text]' is", "checkbox": "; '[type=checkbox]' is",
    "radio": "; '[type=radio]' is", "submit": "; '[type=submit]' is",
    "password": "; '[type=password]' is", "file": "; '[type=file]' is",
    "image": "; '[type=image]' is", "reset": "; '[type=reset]' is",
    "selected": "; ':checked' is",
  ]
}
