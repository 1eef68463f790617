import Basics
import Testing

@Suite struct GzipTests {
  private static let contents = [
    [], Array("<p>x</p>".utf8), [UInt8](repeating: 7, count: 3 << 20),
    (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 7) },
  ]

  // The arguments are not the contents, because the test library encodes its arguments as JSON.
  @Test(arguments: contents.indices)
  func `Compressed bytes are the same each time and expand to the input`(index: Int) {
    let bytes = Self.contents[index]
    let compressed = Gzip.compress(bytes)
    #expect(compressed == Gzip.compress(bytes))
    #expect(compressed.starts(with: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]))
    #expect(Gzip.expand(compressed, maximumBytes: bytes.count) == bytes)
  }

  @Test func `Several members expand to their joined content`() {
    let members = ["The ferry ", "was ", "late."].map { Gzip.compress(Array($0.utf8)) }
    let joined = Array(members.joined())
    #expect(Gzip.expand(joined, maximumBytes: 19) == Array("The ferry was late.".utf8))
    #expect(Gzip.expand(joined, maximumBytes: 18) == nil)
    #expect(Gzip.expand(joined + members[0].prefix(9), maximumBytes: 100) == nil)
  }

  @Test func `Damaged, incomplete, extended and too large members are refused`() {
    let compressed = Gzip.compress(Array("The ferry was late.".utf8))
    for count in 0..<compressed.count {
      #expect(Gzip.expand(Array(compressed.prefix(count)), maximumBytes: 1000) == nil)
    }
    var damaged = compressed
    damaged[compressed.count - 6] ^= 1
    #expect(Gzip.expand(damaged, maximumBytes: 1000) == nil)
    #expect(Gzip.expand(compressed + [0], maximumBytes: 1000) == nil)
    #expect(Gzip.expand(compressed, maximumBytes: 18) == nil)
    #expect(Gzip.expand(compressed, maximumBytes: 19)?.count == 19)
    let bomb = Gzip.compress([UInt8](repeating: 0, count: 8 << 20))
    #expect(Gzip.expand(bomb, maximumBytes: 1 << 20) == nil)
  }

  @Test func `A deflated stream without a header expands within its bound`() {
    let text = Array("The ferry was late. The ferry was late.".utf8)
    let deflated = Array(Gzip.compress(text).dropFirst(10).dropLast(8))
    #expect(Gzip.inflate(deflated, maximumBytes: text.count) == text)
    #expect(Gzip.inflate(deflated, maximumBytes: text.count - 1) == nil)
    #expect(Gzip.inflate(deflated + [0], maximumBytes: 1000) == nil)
    #expect(Gzip.inflate(Array(deflated.dropLast()), maximumBytes: 1000) == nil)
    #expect(Gzip.inflate([], maximumBytes: 1000) == nil)
  }
}
