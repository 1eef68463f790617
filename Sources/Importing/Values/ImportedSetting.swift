/// A setting of a source that was taken over.
package struct ImportedSetting: Hashable, Sendable {
  /// The key in the configuration: `interval`, `teasers`.
  package var name: String
  package var value: ImportedValue

  package init(_ name: String, _ value: ImportedValue) {
    self.name = name
    self.value = value
  }
}

/// The value of a setting: a text, a list of texts, or settings in their order.
package indirect enum ImportedValue: Hashable, Sendable {
  case text(String)
  case list([String])
  case mapping([ImportedSetting])
}
