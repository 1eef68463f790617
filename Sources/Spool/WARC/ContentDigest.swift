import CCrypto

/// The SHA-256 digest of some bytes, and its texts.
package struct ContentDigest: Hashable, Sendable {
  /// 32 bytes.
  package let bytes: [UInt8]

  package init(_ content: some Collection<UInt8>) {
    // Arrays and their slices are contiguous.
    let digest = content.withContiguousStorageIfAvailable(ContentDigest.sha256)
    bytes = digest ?? Array(content).withUnsafeBufferPointer(ContentDigest.sha256)
  }

  private static func sha256(_ buffer: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    let code = EVP_Digest(buffer.baseAddress, buffer.count, &digest, &length, EVP_sha256(), nil)
    precondition(code == 1, "libcrypto cannot compute SHA-256")
    return Array(digest.prefix(Int(length)))
  }

  /// Lower-case hexadecimal digits.
  package var hexadecimal: String {
    String(decoding: bytes.flatMap { [$0 >> 4, $0 & 15] }.map(ContentDigest.digit), as: UTF8.self)
  }

  /// The digits of RFC 4648, section 6, with padding, as WARC files have them.
  package var base32: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    var (text, bits, count): ([UInt8], UInt32, UInt32) = ([], 0, 0)
    for byte in bytes {
      (bits, count) = (bits << 8 | UInt32(byte), count + 8)
      while count >= 5 {
        count -= 5
        text.append(alphabet[Int(bits >> count & 31)])
      }
    }
    if count > 0 { text.append(alphabet[Int(bits << (5 - count) & 31)]) }
    text += repeatElement(UInt8(ascii: "="), count: (8 - text.count % 8) % 8)
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
