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
    let path = address.path
    let query = address.query.map { "?" + $0 } ?? ""
    func made(_ path: some StringProtocol, _ number: Int) -> NumberedAddress {
      NumberedAddress(stem: bare(address.origin + path + query), number: number)
    }
    var found: [NumberedAddress] = []
    let parameters = (address.query ?? "").split(separator: "&", omittingEmptySubsequences: false)
    for (place, parameter) in parameters.enumerated().prefix(30) {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, let number = pageNumber(pair[1], least: 0),
        words.contains(pair[0].lowercased())
      else { continue }
      var others = parameters
      others.remove(at: place)
      let rest = others.isEmpty ? "" : "?" + others.joined(separator: "&")
      found.append(
        NumberedAddress(
          stem: bare(address.origin + path + rest), number: number, isQuery: true))
    }
    let trimmed = path.hasSuffix("/") ? path.dropLast() : path[...]
    guard let slash = trimmed.lastIndex(of: "/") else { return found }
    let last = trimmed[trimmed.index(after: slash)...]
    let above = trimmed[..<slash]
    if let number = pageNumber(last, least: 1) {
      // /article/page/2, /article/2
      if let upper = above.lastIndex(of: "/"),
        words.contains(above[above.index(after: upper)...].lowercased())
      {
        found.append(made(above[..<upper], number))
      } else if bareNumbers {
        found.append(made(above, number))
      }
      return found
    }
    // /article-2.html, /article,2.html, /article-page-2, /article/seite-2
    let dot = last.lastIndex(of: ".")
    let name = dot.map { last[..<$0] } ?? last
    let ending = dot.map { last[$0...] } ?? ""
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits > 0, let number = pageNumber(name.suffix(digits), least: 1) else { return found }
    var head = name.dropLast(digits)
    let hasMark = head.last.map { "-_,.~".contains($0) } ?? false
    if hasMark { head = head.dropLast() }
    let word = head.reversed().prefix { $0.isLetter }.reversed()
    if words.contains(String(word).lowercased()) {
      var stem = head.dropLast(word.count)
      if stem.isEmpty {
        found.append(made(above, number))
      } else if let mark = stem.last, "-_,.~".contains(mark) {
        stem = stem.dropLast()
        found.append(made(above + "/" + stem + ending, number))
      }
    } else if hasMark, bareNumbers, !head.isEmpty {
      found.append(made(above + "/" + head + ending, number))
    }
    return found
  }

  private static func pageNumber(_ text: some StringProtocol, least: Int) -> Int? {
    guard (1...2).contains(text.utf8.count), let number = Int(text), number >= least else {
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
