import TestSupport
import Testing

@testable import Settings

@Suite struct SettingKeysTemplateTests {
  private func template(_ type: String, _ body: String) throws -> BodyTemplate? {
    let hook = try load(
      """
      hooks:
      - name: h
        post: https://desk.example/
        template: {type: \(type), body: '\(body)'}
      """
    ).hooks[0]
    guard case .webhook(let webhook) = hook.target else { return nil }
    return webhook.template
  }

  @Test func `A template has its type and body`() throws {
    let body = #"{"text": "{{headline}}\n{{url}}", "n": 1}"#
    let template = try template("application/json; charset=utf-8", body)
    #expect(
      template == BodyTemplate(mediaType: "application/json; charset=utf-8", text: body))
    #expect(template?.escaping == .json)
    #expect(try self.template("text/plain", "{{lede}").map(\.placeholders) == [])
  }

  @Test(arguments: [
    #"{"text": {{headline}}}"#, #"{"text": "{{headline}}"#, #"{"a": 1, {{id}}}"#, #""{{url}}" x"#,
    "",
  ])
  func `A template of JSON is JSON whatever the values are`(_ body: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try template("application/json", body)
    }
    #expect(error?.diagnostics.first?.line == 4)
  }

  @Test func `An unknown name is told with its place and the names`() {
    let error = #expect(throws: ConfigurationError.self) {
      try template("text/plain", "{{headlin}}")
    }
    #expect(
      error?.diagnostics.map(\.description) == [
        "/c/ledewatch.yaml:4:38: template: body: there is no value “{{headlin}}”; the values are event, "
          + "source, id, revision, headline, lede, text, url, date, authors, language, image"
          + "; did you mean “headline”?"
      ])
  }

  @Test(arguments: ["application/octet-stream", "image/svg", "text/css"])
  func `Types whose values cannot be escaped are refused`(_ type: String) {
    #expect(throws: ConfigurationError.self) { try template(type, "{{url}}") }
  }

  @Test func `A template excludes formats and joined messages`() {
    let error = #expect(throws: ConfigurationError.self) {
      try load(
        """
        hooks:
        - name: h
          post: https://desk.example/
          digest: every 6h
          format: raw
          template: {type: text/plain, body: "{{url}}"}
        """)
    }
    #expect(
      error?.diagnostics.map(\.message) == [
        "“digest” and “template” exclude each other: a template is the form of one entry",
        "“format” and “template” exclude each other: a template is the form of one entry",
      ])
  }
}
