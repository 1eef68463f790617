extension SettingKeys {
  /// The keys below `template`.
  static let template: [Setting<BodyTemplateDraft>] = [
    Setting(
      "type", .text("a media type such as `application/json`"), default: .required,
      """
      The media type of the body: JSON, XML, a form, `text/html`, `text/plain` or `text/markdown`. \
      Values are escaped by it.
      """
    ) { (draft, value) throws(SettingError) in
      draft.mediaType = Located(try value.line("a media type (application/json)"), value)
    },
    Setting(
      "body", .text("the body"), default: .required,
      """
      The body of the request. `{{headline}}`, `{{url}}` and the other values are replaced.
      """
    ) { (draft, value) throws(SettingError) in
      draft.body = Located(try value.text("the body of the request"), value)
    },
  ]
}

/// A template that is being decoded.
struct BodyTemplateDraft {
  var mediaType: Located<String>?
  var body: Located<String>?
}

extension SettingValue {
  /// Decodes `template`, and verifies that no value of a page can leave its place.
  func bodyTemplate() throws(SettingError) -> BodyTemplate {
    var draft = BodyTemplateDraft()
    try decode(into: &draft, by: SettingKeys.template, of: "“template”")
    guard let type = draft.mediaType, let body = draft.body else {
      throw SettingError(
        diagnostics: missingKeys(SettingKeys.template.requiredNames, of: "“template”"))
    }
    let template = BodyTemplate(mediaType: type.value, text: body.value)
    guard let escaping = template.escaping else {
      throw type.origin.error(
        "type: expected JSON, XML, text/html, text/plain, text/markdown or "
          + "application/x-www-form-urlencoded, not “\(type.value.truncated(to: 80))”")
    }
    let names = BodyTemplate.Field.allCases.map(\.rawValue)
    for name in template.placeholders where !names.contains(name) {
      throw body.origin.error(
        "body: there is no value “{{\(name.truncated(to: 40))}}”; the values are "
          + names.joined(separator: ", ")
          + suggestion(closestMatch(to: name, among: names)))
    }
    guard escaping != .json || template.isJSON else {
      throw body.origin.error(
        "body: must be JSON, with each “{{…}}” within quotation marks")
    }
    return template
  }
}
