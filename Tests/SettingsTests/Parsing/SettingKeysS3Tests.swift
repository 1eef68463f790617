import TestSupport
import Testing
import WebURL

@testable import Settings

@Suite struct SettingKeysS3Tests {
  private func hook(_ settings: String) throws -> Hook {
    try load(
      "hooks: [{name: h, s3: {\(settings)}}]",
      files: ["/c/s": "s3cret/+=\n", "/c/two": "a b\n", "/c/a.pem": "-----BEGIN CERTIFICATE-----"]
    ).hooks[0]
  }

  private static let start = "bucket: news, region: eu-central-1, key_id: AKIA1, secret_file: s"

  @Test func `A store has its bucket, its key and the server of AWS`() throws {
    let hook = try hook(Self.start)
    let store = ObjectStore(
      endpoint: WebURL("https://s3.eu-central-1.amazonaws.com/"), bucket: "news",
      region: "eu-central-1", keyID: "AKIA1", secret: "s3cret/+=")
    #expect(hook.target == .objects(store) && hook.events == [.new, .revised])
  }

  @Test func `A server and a prefix replace the defaults`() throws {
    let hook = try hook(
      Self.start + ", prefix: /a//b.c/, endpoint: \"http://127.0.0.1:9000\", ca_file: a.pem")
    guard case .objects(let store) = hook.target else { throw SettingError(diagnostics: []) }
    #expect(store.prefix == "a/b.c/" && store.endpoint.string == "http://127.0.0.1:9000/")
    #expect(store.certificateAuthorities == "/c/a.pem")
  }

  @Test(arguments: [
    ("bucket: news", "“s3” needs the key “region”"),
    ("\(start), prefix: a/../b", "prefix: expected a prefix such as news/archive"),
    ("\(start), prefix: a b", "prefix: expected a prefix such as news/archive"),
    ("\(start), prefix: \"a%2f\"", "prefix: expected a prefix such as news/archive"),
    ("\(start), endpoint: \"https://s3.example/?x\"", "endpoint: the URL of a directory must not"),
    ("bucket: News, \(start.dropFirst(13))", "bucket: expected the name of a bucket"),
    ("bucket: a/b, \(start.dropFirst(13))", "bucket: expected the name of a bucket"),
    (
      "bucket: news, region: \"a:b\", key_id: K, secret_file: s",
      "region: expected a region (eu-central-1), not “a:b”"
    ),
    (
      "bucket: news, region: r, key_id: \"K/x\", secret_file: two",
      "key_id: expected the id of an access key, not “K/x”"
    ),
  ])
  func `Wrong values are told`(_ settings: String, _ message: String) {
    let error = #expect(throws: ConfigurationError.self) { try hook(settings) }
    #expect(error?.diagnostics.first?.message.hasPrefix("s3: \(message)") == true, "\(error!)")
  }
}
