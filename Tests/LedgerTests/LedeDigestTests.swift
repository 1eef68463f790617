import News
import Testing

@testable import Ledger

@Suite struct LedeDigestTests {
  @Test(arguments: 60..<200)
  func `Digests are compatible if and only if the ledes are`(cut: Int) throws {
    let text =
      "The provincial school of music opened a hall for the weavers’ league on the bank of the "
      + "river Tam at a solemn meeting that many attended for their attitude and for the soup, which "
      + "had been praised by the harbour board of Lindmar in the spring"
    let whole = LedeKey(text)
    let key = LedeKey(String(text.prefix(cut)))
    let kept = LedeKey(
      digest: try #require(LedeDigest(stored: key.digest.stored)), opening: key.opening)
    #expect(kept.isCompatible(with: whole) && whole.isCompatible(with: kept))
    #expect(kept.isCompatible(with: key) && kept.digest == key.digest)
    let longer = LedeKey(String(text.prefix(cut + 9)))
    #expect(longer.isCompatible(with: kept) && kept.isCompatible(with: longer))
    let other = LedeKey(String(text.prefix(cut - 8)) + "########" + text.dropFirst(cut))
    #expect(!kept.isCompatible(with: other), "the text of the longer one decides")
    let shorter = LedeKey(String(text.prefix(cut - 9)) + "#####")
    #expect(!kept.isCompatible(with: shorter), "\(cut)")
  }

  @Test func `The last bytes of a stored lede are compared with a longer known text`() throws {
    let text = String(
      repeating: "theferrymenofthelindmarharbourboardaskedfortheoldmillbridge", count: 4)
    for cut in 60..<200 {
      let key = LedeKey(String(text.prefix(cut)))
      let kept = LedeKey(digest: key.digest, opening: key.opening)
      let other = LedeKey(String(text.prefix(cut - 1)) + "z" + text.dropFirst(cut))
      #expect(!kept.isCompatible(with: other) && !other.isCompatible(with: kept), "\(cut)")
    }
  }

  @Test func `A stored fingerprint distinguishes similar texts from different ones`() throws {
    let words = (0..<300).map { "word\($0)" }
    let text = TextFingerprint(words.joined(separator: " "))
    let near = TextFingerprint(words.dropLast(8).joined(separator: " "))
    let other = TextFingerprint(words.map { $0 + "x" }.joined(separator: " "))
    let half = TextFingerprint(
      (words.dropLast(150) + (0..<150).map { "y\($0)" }).joined(separator: " "))
    let kept = try #require(StoredFingerprint(stored: StoredFingerprint(text).stored))
    #expect(kept.similarity(to: text) == 1)
    #expect(kept.isNearly(near))
    #expect(!kept.isNearly(half))
    #expect(kept.similarity(to: other) < 0.1)
    #expect(kept.stored.count <= 101)
  }
}
