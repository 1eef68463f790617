import Testing

@testable import News

/// Which texts of a list's items are headlines and ledes. The list as a whole decides.
@Suite("Parts of teasers") struct TeaserPartsTests {
  private static let headlines = [
    "Old ferry of Lindmar runs for another year", "Mill stream cleared after the flood",
    "Choir of the north looks for a hall", "Tram line to the quarry opens in May",
    "Bakers agree on a common oven", "Library keeps its evening hours",
  ]
  private static let ledes = [
    "The harbour board voted on Friday, after a long debate with the owners of the three piers.",
    "Forty people worked for a week to free the wheel from branches, stones and a garden gate.",
    "Rehearsals take place in a school at present, where the piano has been out of tune for years.",
    "Workers laid the last rail on Monday; the first trams will carry visitors free of charge.",
    "Each of them gives two days a month to the house behind the market, the guild announced.",
    "Readers had collected signatures against the plan to close at five from next summer on.",
  ]

  /// Returns the teasers of a list. `$n`, `$title`, `$lede` and `$day` in the item stand for its
  /// values.
  private func teasers(_ item: String, wrapper: String = "<div class=list>$items</div>") -> [Teaser]
  {
    let items = Self.headlines.indices.map { k in
      item.replacing("$title", with: Self.headlines[k]).replacing("$lede", with: Self.ledes[k])
        .replacing("$day", with: "March \(14 - k), 2026").replacing(
          "$iso", with: "2026-03-\(14 - k)"
        )
        .replacing("$n", with: "\(731 + k)")
    }
    let page =
      "<html lang=en><body><main><h1>News</h1>"
      + wrapper.replacing("$items", with: items.joined(separator: "\n")) + "</main></body></html>"
    return Listing(Example.page(page, at: "https://example.org/news"), context: Example.context)
      .teasers
  }

  private func expectParts(
    _ item: String, ledes: [String]? = TeaserPartsTests.ledes, wrapper: String? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let found = wrapper.map { teasers(item, wrapper: $0) } ?? teasers(item)
    #expect(found.map(\.headline) == Self.headlines, sourceLocation: location)
    if let ledes { #expect(found.map(\.lede) == ledes, sourceLocation: location) }
  }

  @Test func `A card that is one link has the headline that its class names`() {
    expectParts(
      "<a class=card href=/n/$n><div class=desc>$lede</div><div class=title>$title</div></a>")
    expectParts(
      "<a class=card href=/n/$n><i class=kicker>Town and country no. $n</i>"
        + "<div class=card__headline>$title</div><p>$lede</p><small>$day</small></a>")
  }

  @Test func `A card without names has the headline that comes first and is short`() {
    expectParts(
      "<a class=card href=/n/$n><div class=c1>Town</div><div class=c2>$title</div>"
        + "<div class=c3>$lede</div><div class=c4>$day</div></a>")
  }

  @Test func `Bold type decides between texts of one length`() {
    expectParts(
      "<a class=card href=/n/$n><div>Written for the weekly paper of $n</div>"
        + "<div style='font-weight: bold'>$title</div><div>$lede</div></a>")
  }

  @Test func `Headline and lede are links, and the first is the headline`() {
    expectParts(
      "<div class=item><div><a href=/n/$n>$title</a></div><a href=/n/$n><div>$lede</div></a></div>")
  }

  @Test func `The address below a search result is neither headline nor lede`() {
    expectParts(
      "<div class=r><b><a href=/n/$n>$title</a></b><p>$lede</p>"
        + "<a href=/n/$n>https://example.org/news/town/and/country/of/lindmar/item/$n</a></div>")
  }

  @Test func `A counter is no headline, even where all headlines are the same`() {
    let found = teasers(
      "<a href=/n/$n class=row><div>$iso</div><div>Water level of the mill stream</div>"
        + "<div>Views: $n</div></a>")
    #expect(Set(found.map(\.headline)) == ["Water level of the mill stream"])
  }

  @Test func `The number of a document is no headline beside its name`() {
    expectParts(
      "<tr><td>$day</td><td><a href=/d/$n.pdf>2026 Lindmar Slip $n</a></td><td>$title</td>"
        + "<td>Opinion</td></tr>", ledes: nil, wrapper: "<table>$items</table>")
  }

  @Test func `A row of documents is named by the cell below the column of names`() {
    expectParts(
      "<tr><td>$day</td><td>Regular meeting of the board of $n</td><td>$title</td>"
        + "<td><a href=/a/$n.pdf>Agenda</a></td></tr>", ledes: nil,
      wrapper: "<table><tr><th>Date<th>Type<th>Meeting name<th>Files</tr>$items</table>")
  }

  @Test func `A date, a number or a source beside the link is not part of the headline`() {
    for item in [
      "<li>$day: <a href=/n/$n>$title</a></li>", "<li><a href=/n/$n>$title</a> ($day)</li>",
      "<li><b>$day:</b> <a href=/n/$n>$title</a></li>",
      "<li><a href=/n/$n>$title</a> | Lindmar Post</li>",
      "<li><a href=/n/$n>$title</a> (lindmar.example)</li>",
      "<li><a href=/n/$n>$iso $title</a></li>", "<li><a href=/n/$n>$title ($iso)</a></li>",
      "<li><a href=/n/$n>[03-1$n] $title</a></li>".replacing("1$n", with: "11"),
    ] {
      expectParts(item, ledes: nil, wrapper: "<ul>$items</ul>")
    }
  }

  @Test func `A date that distinguishes the headlines stays`() {
    let found = teasers(
      "<li><a href=/n/$n>$iso Water level of the stream</a></li>", wrapper: "<ul>$items</ul>")
    #expect(found.first?.headline == "2026-03-14 Water level of the stream")
  }

  @Test func `Text after the link is the lede if it begins a sentence`() {
    expectParts("<li><a href=/n/$n>$title</a> – $lede</li>", wrapper: "<ul>$items</ul>")
    expectParts("<li><a href=/n/$n>$title</a> $lede</li>", wrapper: "<ul>$items</ul>")
    let found = teasers(
      "<li><a href=/n/$n>$title</a> says a report that the town council received</li>",
      wrapper: "<ul>$items</ul>")
    #expect(found.first?.headline?.hasSuffix("council received") == true)
  }

  @Test func `A label that all headlines share is left out`() {
    expectParts(
      "<tr><td><a href=/d/$n.pdf>$n-26</a></td><td><b>Posted: </b>$day<br><b>Caption: </b>$title<br>"
        + "<b>Kind: </b>Opinion</td></tr>", ledes: nil, wrapper: "<table>$items</table>")
  }

  @Test func `Title, label or alternative text name a card that shows only a lede`() {
    expectParts("<a class=card href=/n/$n title='$title'><p>$lede</p></a>")
    expectParts(
      "<div class=card><p>$lede</p><a href=/n/$n aria-label='Read more about $title'>Read more</a></div>"
    )
    expectParts("<a class=card href=/n/$n><img src=/i/$n.jpg alt='$title'><p>$lede</p></a>")
    expectParts(
      "<div class=card><a class=cover href=/n/$n aria-label='$title'></a><p>$lede</p></div>")
  }

  @Test func `The title of a link completes a text that is cut`() {
    let items = Self.headlines.enumerated().map { k, headline in
      "<li><a href=/n/\(k) title='\(headline)'>\(headline.prefix(18))...</a> <i>March 14, 2026</i></li>"
    }
    let page = "<html lang=en><body><main><ul>\(items.joined())</ul></main></body></html>"
    let found = Listing(
      Example.page(page, at: "https://example.org/news"), context: Example.context
    ).teasers
    #expect(found.map(\.headline) == Self.headlines)
  }

  @Test func `A link inside a card that is a link does not divide the teaser`() {
    let found = teasers(
      "<a class=card href=/n/$n><h3>$title</h3><p>$lede by <a href=/by/jo>Jo</a></p>"
        + "<time>$iso</time></a>")
    #expect(found.map(\.headline) == Self.headlines)
  }

  @Test func `A line break inside a heading does not end the headline`() {
    let found = teasers(
      "<div class=item><h3><a href=/n/$n>$title<br>and of its neighbours</a></h3><p>$lede</p></div>"
    )
    #expect(found.first?.headline?.hasSuffix("and of its neighbours") == true)
  }

  @Test func `A short lede counts where the others are long, or by its class`() {
    let found = teasers(
      "<a class=card href=/n/$n><div class=title>$title</div><div class=dek>It rained all day.</div></a>"
    )
    #expect(found.count == 6)
    expectParts(
      "<a class=card href=/n/$n><div class=title>$title</div>"
        + "<div class=summary>By the end of day $n, all was done.</div></a>",
      ledes: (731...736).map { "By the end of day \($0), all was done." })
  }
}
