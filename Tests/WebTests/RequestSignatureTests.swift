import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct RequestSignatureTests {
  private let client = Client()

  @Test func `A signature covers fields that every server sorts alike, and is not kept`()
    async throws
  {
    let server = ScriptedServer { head in RawResponse.page(head) }
    let signed = try await client.fetch(
      .local(server.url("/news/a")) {
        $0.header.fields = [("Content-Type", "text/plain"), ("x-amz-content-sha256", "abc")]
        $0.header.credentials = Credentials(user: "KEY", password: "s3cret")
        $0.signature = RequestSignature(region: "eu-central-1", service: "s3")
        ($0.body, $0.isPut) = ([], true)
      })
    let head = String(decoding: signed.body, as: UTF8.self)
    #expect(head.hasPrefix("PUT /news/a HTTP/1.1\r\n"))
    #expect(head.contains("Authorization: AWS4-HMAC-SHA256 Credential=KEY/"))
    #expect(head.contains("/eu-central-1/s3/aws4_request,"))
    #expect(
      head.contains("SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,"))
    #expect(!head.contains("s3cret") && head.contains("User-Agent: Ledewatch/"))

    let basic = try await client.fetch(
      .local(server.url()) {
        $0.header.credentials = Credentials(user: "Aladdin", password: "open:sesame")
      })
    #expect(
      String(decoding: basic.body, as: UTF8.self)
        .contains("Authorization: Basic QWxhZGRpbjpvcGVuOnNlc2FtZQ==\r\n"))
  }
}
