extension String? {
  /// The string, or nil where it is empty.
  package var nonEmpty: String? { self?.isEmpty == false ? self : nil }
}
