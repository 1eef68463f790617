/// What a numeric character reference stands for (HTML standard, 13.2.5.80, numeric character
/// reference end state).
enum NumericReference {
  /// - Parameter number: as written; the caller lets it stick above 0x10FFFF when it overflows.
  static func scalar(_ number: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(number) { return windows1252[Int(number - 0x80)] }
    if number == 0 { return "\u{FFFD}" }
    // Surrogates and what is beyond Unicode have no scalar.
    return Unicode.Scalar(number) ?? "\u{FFFD}"
  }

  /// 0x80 to 0x9F mean what windows-1252 has there; five it leaves undefined stay themselves.
  private static let windows1252: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
  ]
}
