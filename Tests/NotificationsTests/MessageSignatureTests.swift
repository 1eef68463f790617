import Foundation
import Settings
import Testing

@testable import Notifications

@Suite struct MessageSignatureTests {
  /// The example of the Standard Webhooks libraries.
  private static let secret = WebhookSecret.symmetric(
    Array(Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!))
  private let body = Array(#"{"test": 2432232314}"#.utf8)

  private func signature(_ secrets: [WebhookSecret]) throws -> String {
    try MessageSignature.standard(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: "1614265330", body: body, secrets: secrets)
  }

  @Test func `A message is signed as the Standard Webhooks libraries sign it`() throws {
    #expect(try signature([Self.secret]) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func `Each secret adds a signature, so that secrets can be rotated`() throws {
    let other = WebhookSecret.symmetric(Array(repeating: 7, count: 32))
    let both = try signature([other, Self.secret]).split(separator: " ")
    #expect(try both.count == 2 && String(both[1]) == signature([Self.secret]))
  }

  @Test func `An ed25519 key signs as RFC 8032 says`() throws {
    // Test 2 of RFC 8032, section 7.1.
    let seed: [UInt8] = [
      0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e,
      0x0f,
      0x5b, 0x8a, 0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6,
      0xfb,
    ]
    let signature = try #require(MessageSignature.ed25519([0x72], seed: seed))
    let digits = signature.map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined()
    #expect(
      digits
        == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    #expect(try self.signature([.ed25519(seed)]).hasPrefix("v1a,"))
  }

  @Test func `The hub signature is the HMAC in hexadecimal digits`() {
    // Example 2 of RFC 4231 (test case 2).
    #expect(
      MessageSignature.hub(Array("what do ya want for nothing?".utf8), secret: "Jefe")
        == "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func `A message without any signature is an error that says why`() throws {
    let key = WebhookSecret.ed25519(Array(repeating: 1, count: 32))
    func sign(_ secrets: [WebhookSecret]) throws -> String {
      try MessageSignature.standard(
        id: "msg_1", timestamp: "1", body: body, secrets: secrets, ed25519: { _, _ in nil })
    }
    let error = #expect(throws: SignatureError.self) { try sign([key]) }
    #expect("\(try #require(error))".contains("libcrypto does not permit ed25519"))
    #expect(try sign([key, Self.secret]).hasPrefix("v1,"))
  }
}
