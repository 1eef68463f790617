import Basics

/// Lets tests write timestamps as literals: the seconds since 1970.
extension Timestamp: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  package init(integerLiteral seconds: Int64) { self.init(secondsSinceEpoch: Double(seconds)) }

  package init(floatLiteral seconds: Double) { self.init(secondsSinceEpoch: seconds) }
}
