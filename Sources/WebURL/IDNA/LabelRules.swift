/// The validity criteria for labels of UTS #46, 4.1, with CheckHyphens=false, CheckJoiners=true and
/// CheckBidi=true.
enum LabelRules {
  /// Whether the label may be part of a domain, apart from the rule for bidirectional text.
  static func isValid(_ label: ArraySlice<UInt32>) -> Bool {
    guard let first = label.first else { return true }
    return !LabelProperties.isMark(first) && label.allSatisfy(IDNAMapping.isValid)
      && label.indices.allSatisfy { isValidJoiner(label, at: $0) }
  }

  /// The rules CONTEXTJ of RFC 5892, A.1 and A.2, for zero-width joiners and non-joiners.
  private static func isValidJoiner(_ label: ArraySlice<UInt32>, at index: Int) -> Bool {
    let nonJoiner: UInt32 = 0x200C
    let joiner: UInt32 = 0x200D
    guard label[index] == nonJoiner || label[index] == joiner else { return true }
    let before = label[..<index]
    if let last = before.last, LabelProperties.isVirama(last) { return true }
    guard label[index] == nonJoiner else { return false }
    func isTransparent(_ scalar: UInt32) -> Bool {
      LabelProperties.joiningType(scalar) == .transparent
    }
    guard let previous = before.last(where: { !isTransparent($0) }),
      let next = label[(index + 1)...].first(where: { !isTransparent($0) })
    else { return false }
    return [.left, .dual].contains(LabelProperties.joiningType(previous))
      && [.right, .dual].contains(LabelProperties.joiningType(next))
  }

  /// Whether all labels of a domain obey the Bidi rule (RFC 5893, 2), which holds only for domains
  /// that have a right-to-left label.
  static func obeyBidiRule(_ labels: [ArraySlice<UInt32>]) -> Bool {
    let classes = labels.map { $0.map(LabelProperties.bidiClass) }
    guard classes.contains(where: { $0.contains(where: \.isRightToLeft) }) else { return true }
    return classes.allSatisfy(obeysBidiRule)
  }

  private static func obeysBidiRule(_ label: [LabelProperties.BidiClass]) -> Bool {
    guard let first = label.first, let last = label.last(where: { $0 != .nonspacingMark }) else {
      return label.isEmpty
    }
    switch first {
    case .rightToLeft, .arabicLetter:
      return label.allSatisfy { $0 != .leftToRight }
        && (last.isRightToLeft || last == .europeanNumber)
        && !(label.contains(.europeanNumber) && label.contains(.arabicNumber))
    case .leftToRight:
      return label.allSatisfy { !$0.isRightToLeft }
        && (last == .leftToRight || last == .europeanNumber)
    default: return false
    }
  }
}
