/// Whether a byte is ASCII whitespace (Infra standard, 4.6).
@inline(__always)
func isWhitespace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
}

/// Whether a byte is an ASCII letter.
@inline(__always)
func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

/// Whether a byte is an ASCII letter or digit.
@inline(__always)
func isASCIIAlphanumeric(_ byte: UInt8) -> Bool { isASCIILetter(byte) || byte &- 0x30 < 10 }

/// Returns the value of an ASCII hexadecimal digit, nil for any other byte.
func hexDigitValue(_ byte: UInt8) -> UInt8? {
  if byte &- 0x30 < 10 { return byte &- 0x30 }
  let letter = (byte | 0x20) &- 0x61
  return letter < 6 ? letter + 10 : nil
}

/// Returns the lower case of an ASCII capital, and any other byte unchanged.
@inline(__always)
func lowercase(_ byte: UInt8) -> UInt8 {
  byte &- 0x41 < 26 ? byte | 0x20 : byte
}

/// Returns eight bytes with their ASCII capitals in lower case.
@inline(__always)
func lowercase(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let low = word & (ones &* 0x7F)
  let fromA = low &+ ones &* (0x80 - 0x41)
  let aboveZ = low &+ ones &* (0x7F - 0x5A)
  let capitals = (fromA ^ aboveZ) & ~word & (ones &* 0x80)
  return word | capitals &>> 2
}
