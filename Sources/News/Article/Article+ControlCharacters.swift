import Basics

extension Article {
  /// Removes control characters from all texts. The parts of the extraction remove them, too; this
  /// also covers values that are taken from attributes and configured rules.
  mutating func removeControlCharacters() {
    let texts: [WritableKeyPath<Article, String?>] = [
      \.headline, \.dateline, \.imageCaption, \.section, \.lede,
    ]
    for text in texts {
      self[keyPath: text] = self[keyPath: text].map(\.handedOver).nonEmpty
    }
    self.authors = self.authors.map(\.handedOver).filter { !$0.isEmpty }
    self.tags = self.tags.map(\.handedOver).filter { !$0.isEmpty }
    self.text = self.text.handedOver
  }
}

extension Teaser {
  /// The teaser without control characters. Keys of ledes ignore them (`LedeKey`), so the teaser
  /// stays the one that is known.
  var withoutControlCharacters: Teaser {
    var teaser = self
    teaser.lede = lede.map(\.handedOver).nonEmpty
    teaser.headline = headline.map(\.handedOver).nonEmpty
    return teaser
  }
}

extension String {
  fileprivate var handedOver: String {
    strippingControlCharacters(
      keeping: "\n\t", replacingSeparatorsWith: " ", keepingBalancedIsolates: true)
  }
}
