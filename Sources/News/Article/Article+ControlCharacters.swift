import Basics

extension Article {
  /// Removes control characters from all texts. The parts of the extraction remove them, too; this
  /// also covers values that are taken from attributes and configured rules.
  mutating func removeControlCharacters() {
    metadata.headline = metadata.headline.map(\.handedOver).nonEmpty
    metadata.dateline = metadata.dateline.map(\.handedOver).nonEmpty
    metadata.imageCaption = metadata.imageCaption.map(\.handedOver).nonEmpty
    metadata.section = metadata.section.map(\.handedOver).nonEmpty
    body.lede = body.lede.map(\.handedOver).nonEmpty
    metadata.authors = metadata.authors.map(\.handedOver).filter { !$0.isEmpty }
    metadata.tags = metadata.tags.map(\.handedOver).filter { !$0.isEmpty }
    body.text = body.text.handedOver
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
