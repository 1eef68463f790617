/// The characters of numeric character references (HTML standard, 13.2.5.80, "numeric character
/// reference end state").
enum NumericReference {
  /// Returns the scalar for the number of a reference.
  ///
  /// - Parameter number: the number as written. The caller stops at a value above 0x10FFFF, so that
  ///   the number cannot overflow.
  static func scalar(_ number: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(number) { return windows1252[Int(number - 0x80)] }
    if number == 0 { return "\u{FFFD}" }
    // Surrogates and numbers beyond the last code point are not scalars.
    return Unicode.Scalar(number) ?? "\u{FFFD}"
  }

  /// The characters of the numbers 0x80 to 0x9F, which are read as windows-1252. Five numbers that
  /// it leaves undefined are control characters.
  private static let windows1252: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
  ]
}
