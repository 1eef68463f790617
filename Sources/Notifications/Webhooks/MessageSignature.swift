import CCrypto
import Foundation
import Settings

/// The signatures of messages: those of Standard Webhooks 1.0, and `X-Hub-Signature-256`.
enum MessageSignature {
  /// Returns the value of `webhook-signature`: a signature by each secret that libcrypto can use, separated
  /// by spaces.
  /// - Parameters:
  ///   - id: the value of `webhook-id`.
  ///   - timestamp: the value of `webhook-timestamp`.
  ///   - ed25519: signs a message by a seed; tests replace it.
  /// - Throws: `SignatureError` if there is no signature.
  static func standard(
    id: String, timestamp: String, body: [UInt8], secrets: [WebhookSecret],
    ed25519: ([UInt8], [UInt8]) -> [UInt8]? = { MessageSignature.ed25519($0, seed: $1) }
  ) throws(SignatureError) -> String {
    let content = Array("\(id).\(timestamp).".utf8) + body
    let signatures: [String] = secrets.compactMap { secret in
      switch secret {
      case .symmetric(let key): "v1,\(base64(hmacSHA256(content, key: key)))"
      case .ed25519(let seed): ed25519(content, seed).map { "v1a,\(base64($0))" }
      }
    }
    guard !signatures.isEmpty else { throw SignatureError() }
    return signatures.joined(separator: " ")
  }

  /// Returns the value of `X-Hub-Signature-256` (WebSub, section 7.1.2), as GitHub sends it.
  static func hub(_ body: [UInt8], secret: String) -> String {
    "sha256=" + hmacSHA256(body, key: Array(secret.utf8)).hexadecimal
  }

  private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func hmacSHA256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    _ = HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &digest, &length)
    return Array(digest.prefix(Int(length)))
  }

  /// Returns the signature; nil if libcrypto does not know ed25519, as under a FIPS policy.
  static func ed25519(_ message: [UInt8], seed: [UInt8]) -> [UInt8]? {
    guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
      return nil
    }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: 64)
    var length = signature.count
    guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
      EVP_DigestSign(context, &signature, &length, message, message.count) == 1
    else { return nil }
    return Array(signature.prefix(length))
  }
}

/// A message that none of its secrets can sign.
package struct SignatureError: Error, CustomStringConvertible {
  package var description: String {
    "the message cannot be signed: libcrypto does not permit ed25519 here (as under a FIPS policy), and the "
      + "hook has no “whsec_” secret"
  }
}
