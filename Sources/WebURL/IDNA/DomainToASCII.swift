/// The "domain to ASCII" algorithm of the URL standard (3.3): ToASCII of UTS #46 with
/// CheckHyphens=false, CheckBidi=true, CheckJoiners=true, UseSTD3ASCIIRules=false,
/// Transitional_Processing=false and VerifyDnsLength=false.
enum DomainToASCII {
  /// Returns the domain in lower-case ASCII; nil if it is not valid UTF-8 or not a valid domain.
  static func convert(_ domain: [UInt8]) -> [UInt8]? {
    // The standard leaves labels in ASCII unchecked, even those with "xn--", if all labels are in
    // ASCII.
    if domain.allSatisfy({ $0 < 0x80 }) {
      return domain.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
    guard let string = String(validating: domain, as: UTF8.self),
      let labels = labels(of: string.unicodeScalars)
    else { return nil }
    var out: [UInt8] = []
    for (i, label) in labels.enumerated() {
      if i > 0 { out.append(UInt8(ascii: ".")) }
      if label.allSatisfy({ $0 < 0x80 }) {
        out += label.map { UInt8($0) }
      } else {
        out += Array("xn--".utf8) + Punycode.encode(Array(label))
      }
    }
    return out
  }

  /// Returns the processed labels (UTS #46, section 4), in Unicode; nil if one of them is not
  /// valid.
  private static func labels(of domain: String.UnicodeScalarView) -> [ArraySlice<UInt32>]? {
    var mapped: [UInt32] = []
    for scalar in domain { IDNAMapping.map(scalar.value, into: &mapped) }
    var labels: [ArraySlice<UInt32>] = []
    let dot: UInt32 = 0x2E
    for label in Normalization.composed(mapped)
      .split(separator: dot, omittingEmptySubsequences: false)
    {
      guard let label = label.starts(with: prefix) ? decoded(label.dropFirst(4)) : label,
        LabelRules.isValid(label)
      else { return nil }
      labels.append(label)
    }
    return LabelRules.obeyBidiRule(labels) ? labels : nil
  }

  /// Returns the label in Unicode that Punycode stands for; nil if no label is encoded like this.
  private static func decoded(_ text: ArraySlice<UInt32>) -> ArraySlice<UInt32>? {
    guard text.allSatisfy({ $0 < 0x80 }), let label = Punycode.decode(text),
      label.contains(where: { $0 >= 0x80 }), !label.starts(with: prefix),
      !label.contains(where: { $0 == 0x2E }), Normalization.composed(label) == label
    else { return nil }
    return label[...]
  }

  /// `xn--`.
  private static let prefix: [UInt32] = [0x78, 0x6E, 0x2D, 0x2D]
}
