import HTML

/// The roles of an element, indicated by its name, class, id, ARIA role and properties.
struct ElementRoles: OptionSet, Sendable {
  let rawValue: UInt32

  /// Not shown to readers.
  static let hidden = ElementRoles(rawValue: 1 << 0)
  static let comments = ElementRoles(rawValue: 1 << 1)
  static let share = ElementRoles(rawValue: 1 << 2)
  /// Links to other articles.
  static let related = ElementRoles(rawValue: 1 << 3)
  static let advertisement = ElementRoles(rawValue: 1 << 4)
  /// Requests to the reader: newsletter forms, donations, logins.
  static let appeal = ElementRoles(rawValue: 1 << 5)
  /// Information about the author.
  static let author = ElementRoles(rawValue: 1 << 6)
  /// Date, section or tags.
  static let meta = ElementRoles(rawValue: 1 << 7)
  static let caption = ElementRoles(rawValue: 1 << 8)
  static let navigation = ElementRoles(rawValue: 1 << 9)
  /// A part of the page beside the body.
  static let aside = ElementRoles(rawValue: 1 << 10)
  static let infobox = ElementRoles(rawValue: 1 << 11)
  /// A picture, with its caption and sometimes with text of the story.
  static let picture = ElementRoles(rawValue: 1 << 12)
  /// Roles of boilerplate.
  static let boilerplate: ElementRoles = [
    .hidden, .comments, .share, .related, .advertisement, .appeal, .author, .meta, .caption,
    .navigation, .aside, .infobox, .picture,
  ]

  /// A standfirst.
  static let lede = ElementRoles(rawValue: 1 << 16)
  /// Declared as the article body.
  static let body = ElementRoles(rawValue: 1 << 17)
  static let headline = ElementRoles(rawValue: 1 << 18)
  /// `itemprop="articleBody"`.
  static let articleBody = ElementRoles(rawValue: 1 << 19)
  static let embed = ElementRoles(rawValue: 1 << 20)
  /// An inline element.
  static let inline = ElementRoles(rawValue: 1 << 21)
  static let date = ElementRoles(rawValue: 1 << 22)
  /// A whole post in the hAtom microformat: `hentry`.
  static let entry = ElementRoles(rawValue: 1 << 24)
  /// Parts of names: words before a state such as `is-hidden`, words before what is not the element
  /// itself such as `with-sidebar`, and words of styles such as `share-margin`.
  static let states = ElementRoles(rawValue: 1 << 29)
  static let preposition = ElementRoles(rawValue: 1 << 30)
  static let styling = ElementRoles(rawValue: 1 << 31)
  /// All roles of elements.
  static let all = ElementRoles(rawValue: 1 << 29 - 1)
  /// Text that accompanies a body: of a video, an image, a person, an offer.
  static let minor = ElementRoles(rawValue: 1 << 25)
  /// A link to the page of a person.
  static let person = ElementRoles(rawValue: 1 << 23)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(of node: Node) {
    var known = KnownClassRoles()
    self.init(of: node, known: &known)
  }

  /// - Parameter known: the roles of class attributes that occurred before.
  init(of node: Node, known: inout KnownClassRoles) {
    var roles = Self.byName(node.name)
    guard node.hasAttributes else {
      if node.name == .article { roles.subtract([.meta, .entry]) }
      self = roles
      return
    }
    node.withAttribute(.class) { roles.formUnion(known.roles(of: $0)) }
    // The id of a heading is an anchor, made of its words.
    if !Self.isHeading(node.name) { roles.formUnion(Self.byID(node)) }
    roles.formUnion(Self.byState(node))
    // The class names of a whole post contain its sections, tags and author: `category-news tag-ads`.
    if roles.contains(.entry) {
      roles.subtract(.boilerplate.subtracting([.hidden, .comments, .related]))
    }
    if roles.contains(.entry) || node.name == .article { roles.subtract([.meta, .entry]) }
    self = roles
  }

  private static func byID(_ node: Node) -> ElementRoles {
    var roles: ElementRoles = []
    var isAnchor = false
    node.withAttribute(.id) {
      roles = RoleWords.roles(in: $0)
      if AnchorName.numbersComment($0) { roles.insert(.comments) }
      if !roles.isDisjoint(with: .boilerplate) { isAnchor = AnchorName.repeats($0, textOf: node) }
    }
    return isAnchor ? roles.subtracting(.boilerplate) : roles
  }

  private static func isHeading(_ name: Name) -> Bool {
    switch name {
    case .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }

  private static func byName(_ name: Name) -> ElementRoles {
    switch name {
    case .nav, .menu: .navigation
    case .aside: .aside
    case .footer: .aside
    case .figure, .figcaption: .caption
    case .form, .fieldset, .dialog: .appeal
    default: []
    }
  }

  private static func byState(_ node: Node) -> ElementRoles {
    var roles: ElementRoles = []
    if node.hasAttribute(.hidden) { roles.insert(.hidden) }
    node.withAttribute(.style) { style in
      if RoleWords.hides(style) { roles.insert(.hidden) }
    }
    node.withAttribute(.role) { role in
      roles.formUnion(lookUp(role, in: ariaRoles))
      if role.elementsEqual("region".utf8), let label = node["aria-labelledby"] {
        var copy = label
        roles.formUnion(copy.withUTF8(RoleWords.roles).intersection([.author, .related]))
      }
    }
    if node.name == .a {
      node.withAttribute(.rel) {
        if $0.elementsEqual("author".utf8) { roles.formUnion([.author, .person]) }
      }
      node.withAttribute(.href) { if leadsToPerson($0) { roles.insert(.person) } }
    }
    node.withAttribute(.itemprop) { roles.formUnion(lookUp($0, in: properties)) }
    return roles
  }

  /// Whether an address contains a path segment that sites use for author pages.
  private static func leadsToPerson(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    let end = min(address.count, 200)
    while i + 3 < end {
      guard address[i] == UInt8(ascii: "/") else {
        i += 1
        continue
      }
      var j = i + 1
      while j < end, address[j] != UInt8(ascii: "/"), address[j] != UInt8(ascii: "?") { j += 1 }
      // The name of the person follows the segment.
      if j + 2 < end, (2...maximumPersonSegment).contains(j - i - 1) {
        var hash = TextHash.offsetBasis
        for byte in address[i + 1..<j] { hash = TextHash.adding(byte | 0x20, to: hash) }
        if personSegments[hash] != nil { return true }
      }
      i = j
    }
    return false
  }

  private static let maximumPersonSegment = 14

  private static let personSegments = HashedWordTable(
    [
      "author", "authors", "autor", "autore", "autoren", "autores", "autori", "auteur", "auteurs",
      "autorzy", "bio", "by", "columnist", "contributor", "contributors", "experten", "firmy",
      "journalist", "journalisten", "journalists", "people", "person", "personen", "profil",
      "profile", "profiles", "redakteur", "reporter", "reporters", "staff", "team", "writer",
      "writers", "correspondents", "schrijver", "medarbejder", "forfatter", "redactor",
    ].map { ($0, 1) })

  private static func lookUp(
    _ value: UnsafeBufferPointer<UInt8>, in table: HashedWordTable
  ) -> ElementRoles {
    let hash = value.prefix(40).reduce(TextHash.offsetBasis) {
      TextHash.adding($1 >= 0x41 && $1 <= 0x5A ? $1 | 0x20 : $1, to: $0)
    }
    return ElementRoles(rawValue: table[hash] ?? 0)
  }

  private static let ariaRoles = HashedWordTable(
    rolesByARIARole.map { ($0.key, $0.value.rawValue) })
  private static let properties = HashedWordTable(
    byProperty.map { ($0.key.lowercased(), $0.value.rawValue) })

  /// Landmark and widget roles of WAI-ARIA 1.2.
  private static let rolesByARIARole: [String: ElementRoles] = [
    "alert": .appeal, "alertdialog": .appeal, "banner": .navigation, "complementary": .aside,
    "contentinfo": .aside, "dialog": .appeal, "form": .appeal, "menu": .navigation,
    "menubar": .navigation, "navigation": .navigation, "search": .appeal, "toolbar": .share,
    "tooltip": .hidden,
  ]

  /// Properties of articles in schema.org.
  private static let byProperty: [String: ElementRoles] = [
    "alternativeHeadline": .lede, "articleBody": [.articleBody, .body], "author": .author,
    "caption": .caption, "comment": .comments, "description": .lede, "headline": .headline,
    "keywords": .meta, "datePublished": .date,
  ]
}
