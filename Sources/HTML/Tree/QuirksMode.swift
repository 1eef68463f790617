/// The mode in which a browser lays out the page (HTML standard, 13.2.6.4.1): by the standards, or
/// with some or all of the rules of browsers before them.
public enum QuirksMode: UInt8, Sendable, Hashable {
  case noQuirks, limitedQuirks, quirks
}
