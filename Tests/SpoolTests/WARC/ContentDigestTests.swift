import Testing

@testable import Spool

@Suite struct ContentDigestTests {
  @Test func `A digest is that of the standard's examples`() {
    let digest = ContentDigest(Array("abc".utf8))
    #expect(
      digest.hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(digest.base32 == "XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====")
    #expect(
      ContentDigest([]).hexadecimal
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `A slice has the digest of its own bytes`() {
    let bytes = Array("xabc".utf8)
    #expect(ContentDigest(bytes[1...]) == ContentDigest(Array("abc".utf8)))
  }
}
