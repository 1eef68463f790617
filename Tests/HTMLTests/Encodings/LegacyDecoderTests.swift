import Foundation
import Testing

@testable import HTML

/// Checksums of the text that Chromium's TextDecoder decodes (see `Tables/make_encodings.py`).
private struct ExpectedChecksums: Decodable {
  var pairs: [String: UInt32]
  var jis0212: UInt32
  var fourBytes: UInt32
  var streams: [String: [UInt32]]

  enum CodingKeys: String, CodingKey {
    case pairs, jis0212, streams
    case fourBytes = "gb18030-four"
  }

  static func load() throws -> ExpectedChecksums {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/encodings.json")
    return try JSONDecoder().decode(ExpectedChecksums.self, from: Data(contentsOf: file))
  }
}

@Suite struct `Legacy decoders` {
  /// Returns the 32-bit FNV-1a hash. The loop is fast in debug builds, too.
  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      var hash: UInt32 = 0x811C_9DC5
      var index = 0
      while index < buffer.count {
        hash = (hash ^ UInt32(buffer[index])) &* 0x0100_0193
        index &+= 1
      }
      return hash
    }
  }

  /// Returns the checksum of the code points of each sequence in hexadecimal, without those of
  /// malformed sequences.
  private func tableChecksum(_ encoding: Encoding, _ sequences: [[UInt8]]) -> UInt32 {
    var text: [UInt8] = []
    for sequence in sequences {
      let decoded = encoding.decode(sequence)
      if decoded.replacementCount == 0 {
        let scalars = String(decoding: decoded.utf8, as: UTF8.self).unicodeScalars
        text += scalars.map { String($0.value, radix: 16) }.joined(separator: "+").utf8
      }
      text.append(0x20)
    }
    return checksum(text)
  }

  @Test(arguments: [Encoding.gbk, .big5, .eucJP, .shiftJIS, .eucKR])
  func `Every pair of bytes is decoded by the standard's index`(encoding: Encoding) throws {
    let pairs = (UInt8(0x81)...0xFE).flatMap { lead -> [[UInt8]] in
      (UInt8(0x40)...0xFE).map { [lead, $0] }
    }
    let expected = try ExpectedChecksums.load()
    #expect(tableChecksum(encoding, pairs) == expected.pairs[encoding.name.lowercased()])
  }

  @Test func `JIS X 0212 is decoded by the standard's index`() throws {
    let codes = (UInt8(0xA1)...0xFE).flatMap { lead -> [[UInt8]] in
      (UInt8(0xA1)...0xFE).map { [0x8F, lead, $0] }
    }
    #expect(try tableChecksum(.eucJP, codes) == ExpectedChecksums.load().jis0212)
  }

  @Test func `The four-byte codes of gb18030 are decoded by the standard's ranges`() throws {
    let codes = (0..<39420).map { pointer in
      [
        0x81 + pointer / 12600, 0x30 + pointer / 1260 % 10, 0x81 + pointer / 10 % 126,
        0x30 + pointer % 10,
      ].map { UInt8($0) }
    }
    #expect(try tableChecksum(.gb18030, codes) == ExpectedChecksums.load().fourBytes)
  }

  @Test(arguments: Encoding.allCases.filter { $0 != .replacement })
  func `Arbitrary bytes are decoded as in Chromium`(encoding: Encoding) throws {
    let sums = try #require(try ExpectedChecksums.load().streams[encoding.name.lowercased()])
    let streams = try #require(Self.streams[Self.avoidedBytes[encoding] ?? 0])
    for (index, sum) in sums.enumerated() {
      let bytes = index < 8 ? streams[index] : streams[index - 8].map { $0 & 0x7F }
      #expect(checksum(encoding.decode(bytes).utf8) == sum, "stream \(index)")
    }
  }

  /// The bytes in which Chromium differs from the standard, as the script explains.
  private static let avoidedBytes: [Encoding: UInt8] = [
    .eucJP: 0x8F, .iso2022JP: 0x1B, .big5: 0x88,
  ]

  /// The streams of the script for the seeds 1 to 8 by the byte that they avoid; 0 for none.
  private static let streams: [UInt8: [[UInt8]]] = Dictionary(
    uniqueKeysWithValues: ([0] + avoidedBytes.values).map { avoided in
      (avoided, (1...8).map { stream(seed: $0, count: 20000, avoiding: avoided) })
    })

  private static func stream(seed: UInt32, count: Int, avoiding avoided: UInt8) -> [UInt8] {
    let special: [UInt8] = [0x1B, 0x24, 0x28, 0x40, 0x42, 0x49, 0x4A, 0x8E, 0x8F]
    let escapes: [[UInt8]] = [
      [0x1B, 0x28, 0x42], [0x1B, 0x28, 0x4A], [0x1B, 0x28, 0x49], [0x1B, 0x24, 0x40],
      [0x1B, 0x24, 0x42],
    ]
    var random = LinearCongruentialGenerator(state: seed)
    var bytes = (0..<count).map { _ in
      let kind = random.next() % 16
      let value = random.next()
      let byte =
        switch kind {
        case 0..<4: UInt8(value % 128)
        case 4..<8: UInt8(0x30 + value % 10)
        case 8: special[value % 9]
        default: UInt8(128 + value % 128)
        }
      return byte == avoided && avoided != 0 ? byte - 1 : byte
    }
    var position = 0
    while position + 64 < count {
      bytes.replaceSubrange(position..<position + 3, with: escapes[random.next() % 5])
      position += 40 + random.next() % 24
    }
    return bytes
  }

  @Test(
    arguments: [
      (Encoding.windows1252, [0x80, 0x81, 0xE9], "€\u{81}é", 0),
      (.windows1253, [0xE1, 0xD2], "α\u{FFFD}", 1),
      (.xUserDefined, [0x41, 0x80, 0xFF], "A\u{F780}\u{F7FF}", 0),
      (.gbk, [0x80, 0xC4, 0xE3, 0x3C], "€你<", 0),
      (.gbk, [0xC4, 0x3C, 0x62, 0x3E], "\u{FFFD}<b>", 1),
      (.gb18030, [0x81, 0x30, 0x81, 0x30], "\u{80}", 0),
      (.gb18030, [0x90, 0x30, 0x81, 0x30], "\u{10000}", 0),
      (.gb18030, [0xE3, 0x32, 0x9A, 0x35], "\u{10FFFF}", 0),
      (.gb18030, [0xE3, 0x32, 0x9A, 0x36], "\u{FFFD}", 1),
      (.gb18030, [0x81, 0x30, 0x3C], "\u{FFFD}0<", 1), (.gb18030, [0x81, 0x30], "\u{FFFD}", 1),
      (.big5, [0x88, 0x62, 0xA4, 0x40], "\u{CA}\u{304}一", 0), (.big5, [0xA4], "\u{FFFD}", 1),
      (.shiftJIS, [0xB1, 0x82, 0xA0, 0x81, 0x3C], "ｱあ\u{FFFD}<", 1),
      (.eucJP, [0x8E, 0xB1, 0xA4, 0xA2, 0x8F, 0xB0, 0xA1], "ｱあ丂", 0),
      (.eucJP, [0x8F, 0xD3, 0x33, 0xD8, 0xF2, 0x8F, 0xB0], "\u{FFFD}3懺\u{FFFD}", 2),
      (.iso2022JP, [0x1B, 0x28, 0x49, 0x34, 0x1B, 0x24, 0x16, 0x34], "ｴ\u{FFFD}､\u{FFFD}ｴ", 2),
      (.iso2022JP, [0x1B, 0x24, 0x42, 0x32, 0x03, 0x10, 0x34], "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
      (.iso2022JP, [0x1B, 0x28, 0x4A, 0x5C, 0x7E, 0x0E, 0x1B], "¥‾\u{FFFD}\u{FFFD}", 2),
      (.eucKR, [0xB0, 0xA1, 0x81, 0x41, 0xFF], "가갂\u{FFFD}", 1),
      (.iso2022JP, [0x1B, 0x24, 0x42, 0x24, 0x22, 0x1B, 0x28, 0x42, 0x61], "あa", 0),
      (.iso2022JP, [0x1B, 0x28, 0x42, 0x1B, 0x28, 0x42], "\u{FFFD}", 1),
      (.utf16LE, [0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8, 0, 0xDE], "a😀", 0),
      (.utf16BE, [0, 0x61, 0xD8, 0x3D, 0, 0x62, 0], "a\u{FFFD}b\u{FFFD}", 2),
      (.replacement, [0x61, 0x62], "\u{FFFD}", 1),
    ] as [(Encoding, [UInt8], String, Int)])
  func `Errors replace as little text as the standard allows`(
    encoding: Encoding, bytes: [UInt8], text: String, replacementCount: Int
  ) {
    let decoded = encoding.decode(bytes)
    let found = String(decoding: decoded.utf8, as: UTF8.self)
    #expect(found.unicodeScalars.elementsEqual(text.unicodeScalars), "\(found)")
    #expect(decoded.replacementCount == replacementCount)
  }

  @Test(arguments: Encoding.allCases)
  func `The worst input fits the reserved space`(encoding: Encoding) {
    for byte: UInt8 in [0x00, 0x1B, 0x21, 0x80, 0xFE, 0xFF] {
      for count in [0, 1, 2, 3, 5, 1000] {
        let decoded = encoding.decode([UInt8](repeating: byte, count: count))
        let isUTF8 = decoded.utf8.withUnsafeBufferPointer {
          UTF8Validator.firstInvalid(in: $0) == nil
        }
        #expect(isUTF8)
      }
    }
  }
}
