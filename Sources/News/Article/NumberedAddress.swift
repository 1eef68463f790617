import WebURL

/// An address with a page number.
struct NumberedAddress {
  /// The origin, path and query without the page number.
  var stem: String
  var number: Int
  var isQuery = false

  /// Creates the numbered form of the first page's address, which may have an explicit number too.
  init(ofFirst address: WebURL) {
    let worded = Self.readings(of: address, bareNumbers: false).first
    self = worded ?? NumberedAddress(stem: Self.bare(address.string), number: 1)
    // If queries count from 0, the first page is page=0.
    if number < 1 { number = 1 }
  }

  private init(stem: String, number: Int, isQuery: Bool = false) {
    self.stem = stem
    self.number = number
    self.isQuery = isQuery
  }

  /// Words for a page in addresses, alone or before a number.
  private static let words: Set<String> = [
    "page", "pages", "p", "pg", "pag", "pagina", "página", "paged", "pageno", "page_no", "pagenum",
    "page_num", "pagenumber", "part", "seite", "sayfa", "side", "sida", "sivu", "strana", "strona",
    "stranica", "teil", "artikelseite", "currentpage", "halaman", "trang",
  ]

  /// Returns the ways an address can be understood as a numbered page.
  ///
  /// - Parameter bareNumbers: whether a number without a word may be a page number.
  static func readings(of address: WebURL, bareNumbers: Bool = true) -> [NumberedAddress] {
    readingsOfQuery(address) + readingsOfPath(address, bareNumbers: bareNumbers)
  }

  private static func readingsOfQuery(_ address: WebURL) -> [NumberedAddress] {
    let parameters = (address.query ?? "").split(separator: "&", omittingEmptySubsequences: false)
    return parameters.enumerated().prefix(30).compactMap { place, parameter in
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, let number = pageNumber(pair[1], minimum: 0),
        words.contains(pair[0].lowercased())
      else { return nil }
      var others = parameters
      others.remove(at: place)
      let rest = others.isEmpty ? "" : "?" + others.joined(separator: "&")
      return NumberedAddress(
        stem: bare(address.origin + address.path + rest), number: number, isQuery: true)
    }
  }

  private static func readingsOfPath(
    _ address: WebURL, bareNumbers: Bool
  ) -> [NumberedAddress] {
    let path = address.path
    let query = address.query.map { "?" + $0 } ?? ""
    let trimmed = path.hasSuffix("/") ? path.dropLast() : path[...]
    guard let slash = trimmed.lastIndex(of: "/") else { return [] }
    let last = trimmed[trimmed.index(after: slash)...]
    let above = trimmed[..<slash]
    let reading =
      if let number = pageNumber(last, minimum: 1) {
        pathBefore(number, above: above, bareNumbers: bareNumbers)
      } else {
        pathAround(last, above: above, bareNumbers: bareNumbers)
      }
    guard let reading else { return [] }
    return [
      NumberedAddress(stem: bare(address.origin + reading.path + query), number: reading.number)
    ]
  }

  /// Splits `/article/page/2` and `/article/2`.
  private static func pathBefore(
    _ number: Int, above: Substring, bareNumbers: Bool
  ) -> (path: String, number: Int)? {
    if let upper = above.lastIndex(of: "/"),
      words.contains(above[above.index(after: upper)...].lowercased())
    {
      return (String(above[..<upper]), number)
    }
    return bareNumbers ? (String(above), number) : nil
  }

  /// Splits `/article-2.html`, `/article,2.html`, `/article-page-2` and `/article/seite-2`.
  private static func pathAround(
    _ segment: Substring, above: Substring, bareNumbers: Bool
  ) -> (path: String, number: Int)? {
    let dot = segment.lastIndex(of: ".")
    let name = dot.map { segment[..<$0] } ?? segment
    let ending = dot.map { segment[$0...] } ?? ""
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits > 0, let number = pageNumber(name.suffix(digits), minimum: 1) else { return nil }
    var head = name.dropLast(digits)
    let hasMark = head.last.map(isMark) ?? false
    if hasMark { head = head.dropLast() }
    let word = head.reversed().prefix { $0.isLetter }.reversed()
    if words.contains(String(word).lowercased()) {
      let stem = head.dropLast(word.count)
      if stem.isEmpty { return (String(above), number) }
      guard stem.last.map(isMark) ?? false else { return nil }
      return (above + "/" + stem.dropLast() + ending, number)
    }
    return hasMark && bareNumbers && !head.isEmpty ? (above + "/" + head + ending, number) : nil
  }

  private static func isMark(_ character: Character) -> Bool { "-_,.~".contains(character) }

  private static func pageNumber(_ text: some StringProtocol, minimum: Int) -> Int? {
    guard (1...2).contains(text.utf8.count), let number = Int(text), number >= minimum else {
      return nil
    }
    return number
  }

  /// Removes the scheme and a trailing slash, which do not distinguish pages.
  private static func bare(_ address: String) -> String {
    let rest = address.hasPrefix("http://") ? address.dropFirst(7) : address.dropFirst(8)
    return rest.hasSuffix("/") ? String(rest.dropLast()) : String(rest)
  }
}
