/// The namespace of an element.
public enum Namespace: UInt8, Sendable, Hashable {
  case html, svg, mathML
}
