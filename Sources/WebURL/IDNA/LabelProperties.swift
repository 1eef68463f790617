/// The Unicode properties that the rules for labels depend on.
enum LabelProperties {
  private static let runs = PackedTable(IDNATables.properties, width: 6)

  /// A bidirectional class (UAX #9); the values are those of the generator.
  enum BidiClass: UInt32 {
    case leftToRight, rightToLeft, arabicLetter, arabicNumber, europeanNumber, europeanSeparator
    case commonSeparator, europeanTerminator, otherNeutral, boundaryNeutral, nonspacingMark

    /// Whether the class makes its label a right-to-left label (RFC 5893, 1.4).
    var isRightToLeft: Bool {
      self == .rightToLeft || self == .arabicLetter || self == .arabicNumber
    }
  }

  /// A joining type of Arabic and similar scripts (ArabicShaping.txt); the values are those of the
  /// generator.
  enum JoiningType: UInt32 { case none, left, right, dual, transparent }

  static func bidiClass(_ scalar: UInt32) -> BidiClass {
    BidiClass(rawValue: runs.value(runs.run(containing: scalar), at: 4, length: 1)) ?? .leftToRight
  }

  static func joiningType(_ scalar: UInt32) -> JoiningType {
    JoiningType(rawValue: runs.value(runs.run(containing: scalar), at: 5, length: 1)) ?? .none
  }

  /// Whether the general category is Mark.
  static func isMark(_ scalar: UInt32) -> Bool {
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Whether the canonical combining class is Virama.
  static func isVirama(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.properties.canonicalCombiningClass == .virama
  }
}
