import Basics
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct ContentDecoderTests {
  static let text = Array(
    "The ferry to the island sails again. The ferry to the island sails again on Monday, and twice on Tuesday.\n"
      .utf8)

  /// `text` in each coding, made with the command-line tools of the codings.
  static let samples: [(coding: String, bytes: [UInt8])] =
    [
      (
        "br",
        "E2kAAEQ31y1pIZna20MZ1yCcH5RzdMqBS0RRwFkCbYEeDx6yKYFk3SepuMczGz/y0dqLYuziMbSKoHAPhsbYS/P8sdzw+byMrQI="
      ),
      (
        "zstd",
        "KLUv/SBqFQIAckQOEqC7AQTrafGi0fyipmoEp4pxBUA8zKWNnPta1rEn48PD5B7n/gUvHvxKi+vJmNZeEXuzP6XUXBEJAQCFSPUE"
      ),
      (
        "zstd",
        "KLUv/SRqFQIAckQOEqC7AQTrafGi0fyipmoEp4pxBUA8zKWNnPta1rEn48PD5B7n/gUvHvxKi+vJmNZeEXuzP6XUXBEJAQCFSPUEHCzEXA=="
      ),
      (
        "deflate",
        "eNoLyUhVSEstKqpUKMlXKAFyMotzEvNSFIoTM3OKFRLTEzPz9BRCCCtSyM9T8M3PS0ms1FEASZWUZyanggRDSlOLgaJ6XADhNCVL"
      ),
      (
        "deflate",
        "C8lIVUhLLSqqVCjJVygBcjKLcxLzUhSKEzNzihUS0xMz8/QUQggrUsjPU/DNz0tJrNRRAEmVlGcmp4IEQ0pTi4GielwA"
      ),
    ].map { ($0.0, Array(Data(base64Encoded: $0.1)!)) } + [("gzip", Gzip.compress(text))]

  /// Decodes the pieces of a body, and returns whether the end of the coding was reached.
  private func decode(
    _ coding: String, _ pieces: [ArraySlice<UInt8>], maximumSize: Int = 1 << 20
  ) throws -> (bytes: [UInt8], isComplete: Bool) {
    let decoder = try #require(try ContentCoding.decoder(for: coding))
    var body = BoundedBody(maximumSize: maximumSize)
    for piece in pieces {
      try piece.withUnsafeBytes { try decoder.decode($0, into: &body) }
    }
    return (body.bytes, decoder.isComplete)
  }

  @Test func `A body is decoded however it is divided into pieces`() throws {
    for (coding, bytes) in Self.samples {
      for cut in bytes.indices {
        let (decoded, isComplete) = try decode(coding, [bytes[..<cut], bytes[cut...]])
        #expect(decoded == Self.text && isComplete, "\(coding) at \(cut)")
      }
      let (decoded, isComplete) = try decode(coding, bytes.indices.map { bytes[$0...$0] })
      #expect(decoded == Self.text && isComplete, "\(coding) byte by byte")
    }
  }

  @Test func `An incomplete body is recognized`() throws {
    for (coding, bytes) in Self.samples {
      for count in 1..<bytes.count {
        let isComplete = (try? decode(coding, [bytes[..<count]]))?.isComplete ?? false
        #expect(!isComplete, "\(coding), \(count) of \(bytes.count)")
      }
    }
  }

  @Test func `A damaged body gives an error or a bounded body`() {
    for (coding, bytes) in Self.samples {
      for index in bytes.indices {
        for bit in 0..<8 {
          var damaged = bytes
          damaged[index] ^= 1 << UInt8(bit)
          let decoded = try? decode(coding, [damaged[...]], maximumSize: 4096)
          #expect((decoded?.bytes.count ?? 0) <= 4096)
        }
      }
    }
  }

  @Test func `A second gzip member or zstd frame continues the body`() throws {
    for (coding, bytes) in Self.samples where coding == "gzip" || coding == "zstd" {
      let twice = bytes + bytes
      #expect(try decode(coding, [twice[...]]).bytes == Self.text + Self.text)
      #expect(try decode(coding, [bytes[...], bytes[...]]).bytes == Self.text + Self.text)
      let half = bytes + bytes.prefix(bytes.count / 2)
      #expect(try !decode(coding, [half[...]]).isComplete)
    }
  }

  @Test(arguments: [
    [0x20], [0x0d, 0x0a], [UInt8](repeating: 0, count: 700), Array("<!-- kept -->".utf8),
    [0x1f, 0x20, 0x20],
  ])
  func `Bytes after the end of the coding are ignored`(tail: [UInt8]) throws {
    for (coding, bytes) in Self.samples {
      let more = bytes + tail
      let pieces = [[more[...]], [bytes[...], tail[...]], more.indices.map { more[$0...$0] }]
      for pieces in pieces {
        let (decoded, isComplete) = try decode(coding, pieces)
        #expect(decoded == Self.text && isComplete, "\(coding)")
      }
    }
  }

  @Test func `A decoded body may have the maximum size, but not exceed it`() throws {
    for (coding, bytes) in Self.samples {
      #expect(throws: BodyError.self) {
        try decode(coding, [bytes[...]], maximumSize: Self.text.count - 1)
      }
      #expect(try decode(coding, [bytes[...]], maximumSize: Self.text.count).bytes == Self.text)
    }
  }

  @Test func `A body larger than the buffers of the decoder is decoded`() throws {
    let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
    let coded = Gzip.compress(large)
    #expect(try decode("x-gzip", [coded[...]]).bytes == large)
    #expect(
      try decode(
        "gzip",
        stride(from: 0, to: coded.count, by: 999).map {
          coded[$0..<min(coded.count, $0 + 999)]
        }
      ).bytes == large)
  }

  @Test func `Two content codings are decoded in the reverse order, within the bound`() throws {
    let page = Array("<p>The ferry was late.</p>".utf8)
    let twice = Gzip.compress(Gzip.compress(page))
    #expect(try decode("gzip, gzip", [twice[...]]).bytes == page)
    #expect(try decode("gzip, x-gzip", twice.indices.map { twice[$0...$0] }).bytes == page)
    let cut = try decode("gzip, gzip", [twice.dropLast()[...]])
    #expect(!cut.isComplete)
    let bomb = Gzip.compress(Gzip.compress([UInt8](repeating: 0, count: 4 << 20)))
    #expect(throws: BodyError.self) { try decode("gzip, gzip", [bomb[...]]) }
  }

  @Test func `Unknown names of codings are ignored, and unsupported codings are refused`() throws {
    for name in ["", "identity", "none", "UTF-8", "identity, identity"] {
      #expect(try ContentCoding.decoder(for: name) == nil, "\(name)")
    }
    #expect(try ContentCoding.decoder(for: "identity, GZIP")?.name == "gzip")
    for name in ["compress", "gzip, br, gzip", "dcb"] {
      #expect(throws: BodyError.self, "\(name)") { try ContentCoding.decoder(for: name) }
    }
  }
}

@Suite struct GzipTests {
  @Test func `Compression is reversible and reproducible`() throws {
    for bytes in [[], Array("<p>x</p>".utf8), [UInt8](repeating: 7, count: 3 << 20)] {
      let coded = Gzip.compress(bytes)
      #expect(coded == Gzip.compress(bytes))
      #expect(coded.starts(with: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]))
      let decoder = Inflater(.gzip)
      var body = BoundedBody(maximumSize: 4 << 20)
      try coded.withUnsafeBytes { try decoder.decode($0, into: &body) }
      #expect(body.bytes == bytes && decoder.isComplete)
    }
  }
}
