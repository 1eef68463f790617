/// Whether a browser would lay the page out by the rules of old (HTML standard, 13.2.6.4.1).
public enum QuirksMode: UInt8, Sendable, Hashable {
  case noQuirks, limitedQuirks, quirks
}
