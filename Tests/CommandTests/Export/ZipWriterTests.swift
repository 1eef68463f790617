import Basics
import Testing

@testable import ledewatch

@Suite struct ZipWriterTests {
  @Test(
    arguments: [
      (1_773_483_300, (46 << 9 | 3 << 5 | 14) << 16 | 10 << 11 | 15 << 5), (0, 1 << 21 | 1 << 16),
      (9e12, 1 << 21 | 1 << 16),
    ] as [(Double, Int)])
  func `A time outside the years of MS-DOS is the first of 1980`(seconds: Double, time: Int) {
    #expect(ZipWriter.dosTime(Timestamp(secondsSinceEpoch: seconds)) == time)
  }

  @Test func `An empty file is the end of the directory`() {
    #expect(ZipWriter().end() == Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18))
  }
}
