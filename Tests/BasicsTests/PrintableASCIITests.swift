import Basics
import Testing

@Suite struct PrintableASCIITests {
  @Test func `A run of printable ASCII ends at any other byte, wherever it is`() {
    for length in [0, 1, 7, 8, 9, 16, 23] {
      for place in 0..<length {
        for byte in UInt8.min ... .max {
          var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length)
          bytes[place] = byte
          let isPrintable = (0x20..<0x7F).contains(byte)
          bytes.withUnsafeBufferPointer {
            #expect($0.endOfPrintableASCII(from: 0) == (isPrintable ? length : place))
            #expect(
              $0.endOfPrintableASCII(from: 0, or: 0x22, 0x5C)
                == (isPrintable && byte != 0x22 && byte != 0x5C ? length : place))
          }
        }
      }
    }
  }

  @Test func `The search begins at the given index`() {
    Array("\nab\u{7F}".utf8).withUnsafeBufferPointer {
      #expect($0.endOfPrintableASCII(from: 1) == 3)
      #expect($0.endOfPrintableASCII(from: 4) == 4)
    }
  }
}
