/// A generator of reproducible numbers below 65536, which `Tables/make_encodings.py` uses, too.
struct LinearCongruentialGenerator {
  var state: UInt32

  mutating func next() -> Int {
    state = state &* 1_664_525 &+ 1_013_904_223
    return Int(state >> 16)
  }
}
