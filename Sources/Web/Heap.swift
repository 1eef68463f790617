import CCurl

/// The memory of the process.
public enum Heap {
  /// Gives pages that hold nothing any more back to the system.
  public static func trim() { malloc_trim(0) }
}
