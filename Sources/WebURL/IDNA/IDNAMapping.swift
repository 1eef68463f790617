/// The mapping table of UTS #46, section 5, with non-transitional processing and
/// UseSTD3ASCIIRules=false.
enum IDNAMapping {
  private static let runs = PackedTable(IDNATables.mappings, width: 8)
  private static let sequences = PackedTable(IDNATables.sequences, width: 4)

  /// The kinds of runs; the values are those of the generator.
  private enum Kind: UInt32 {
    case valid, disallowed, ignored
    /// The run is mapped to scalars in the same order.
    case offset
    /// Each scalar of the run is mapped to one sequence.
    case sequence
    /// The first, third, fifth … scalar is mapped to the one after it.
    case alternating
  }

  /// Appends what a scalar is mapped to. Disallowed scalars stay as they are; see ``isValid(_:)``.
  static func map(_ scalar: UInt32, into out: inout [UInt32]) {
    guard scalar >= 0x80 else {
      out.append((0x41...0x5A).contains(scalar) ? scalar | 0x20 : scalar)
      return
    }
    let run = run(of: scalar)
    switch run.kind {
    case .valid, .disallowed: out.append(scalar)
    case .ignored: break
    case .offset: out.append(run.value + (scalar - run.start))
    case .alternating: out.append((scalar - run.start) % 2 == 0 ? scalar + 1 : scalar)
    case .sequence:
      let start = Int(run.value >> 5)
      for i in start..<start + Int(run.value & 31) {
        out.append(sequences.value(i, at: 0, length: 4))
      }
    }
  }

  /// Whether a label may contain the scalar (status "valid" or "deviation").
  static func isValid(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x80 else { return !(0x41...0x5A).contains(scalar) }
    let run = run(of: scalar)
    return run.kind == .valid || (run.kind == .alternating && (scalar - run.start) % 2 == 1)
  }

  private static func run(of scalar: UInt32) -> (start: UInt32, kind: Kind, value: UInt32) {
    let index = runs.run(containing: scalar)
    let value = runs.value(index, at: 4, length: 4)
    return (
      runs.value(index, at: 0, length: 4), Kind(rawValue: value >> 21) ?? .disallowed,
      value & 0x1F_FFFF
    )
  }
}
