/// The eras from which years are counted.
enum DateEra: UInt8 {
  case common, juche, republic, reiwa, heisei, showa, taisho, meiji, buddhist, hijri, hebrew
  case ethiopic, bikramSambat, solarHijri, bangla

  /// The Gregorian year that precedes the first year of the era; nil for an era with a calendar of
  /// its own.
  var gregorianOffset: Int? {
    switch self {
    case .common: 0
    case .juche, .republic: 1911
    case .reiwa: 2018
    case .heisei: 1988
    case .showa: 1925
    case .taisho: 1911
    case .meiji: 1867
    case .buddhist: -543
    default: nil
    }
  }
}
