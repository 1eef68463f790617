import Dates
import News
import TestSupport
import Testing
import WebURL

@testable import Ledger
@testable import Watch

/// What a source is known to have listed, what it lists now, and what follows.
struct IdentityCase: Sendable, CustomTestStringConvertible {
  enum Outcome: Sendable { case same, new, compare, repeated }

  /// The reason, in words.
  var why: String
  var known: [Seen]
  var listed: [Seen]
  var links: LinkHabit
  var outcomes: [Outcome]

  var testDescription: String { why }

  init(
    _ why: String, known: [Seen], listed: [Seen], links: LinkHabit = .stable, _ outcomes: Outcome...
  ) {
    self.why = why
    self.known = known
    self.listed = listed
    self.links = links
    self.outcomes = outcomes
  }

  /// A teaser as a listing shows it.
  struct Seen: Sendable {
    var lede: String
    var link: String
    var date: PageDate?

    init(_ lede: String, _ link: String = "/a/1", _ day: String? = "2026-03-14", ago: Bool = false)
    {
      self.lede = lede
      self.link = link
      date = day.flatMap { Day(iso: $0) }.map { PageDate(day: $0) }
      if ago { date?.isRelative = true }
    }

    var teaserKey: TeaserKey {
      let base = WebURL("http://news.test/")
      return TeaserKey(Teaser(link: base.resolving(link)!, lede: lede, date: date))
    }
  }

  /// What the judge says of the listing, by index.
  func judged() -> [Outcome?] {
    let teaserKeys = listed.map(\.teaserKey)
    let rows = known.enumerated().map { i, seen in
      KnownTeaser(id: ArticleID(rawValue: Int64(i + 1)), teaserKey: seen.teaserKey, isOwed: false)
    }
    let evidence = teaserKeys.map { teaserKey in
      rows.filter {
        $0.teaserKey.link == teaserKey.link || $0.teaserKey.lede.opening == teaserKey.lede.opening
      }
    }
    return Identity.judge(teaserKeys, known: evidence, habit: links).judgements.map {
      Outcome($0.verdict)
    }
  }
}

extension IdentityCase.Outcome {
  init?(_ verdict: Identity.Verdict) {
    if case .same = verdict {
      self = .same
    } else if case .new = verdict {
      self = .new
    } else if case .compare = verdict {
      self = .compare
    } else if case .repeated = verdict {
      self = .repeated
    } else {
      return nil
    }
  }
}

// MARK: - RevisionTextStore

enum Ledes {
  static let choir =
    "The provincial school of music opened a hall for the Weavers’ League on the bank of the river "
    + "Tam at a solemn meeting that many attended, for their attitude to singing has changed since "
    + "the old hall burnt down in the dry summer of 2025, the warmest on record, said the mayor"
  static let korean =
    "린드마르 항만국은 봄부터 시작한 “새 부두” 건설을 끝냈다고 기자들에게 밝혔으며 주민들은 배가 다시 다니게 되여 기쁘다고 말하였다. "
    + "항만국은 이어 등대의 보수도 여름 전에 끝낼 것이라고 하면서 어부들의 리해를 구하였다"
  static let chinese =
    "林德马尔港务局今天对记者表示，从春天开始的“新码头”工程已经全部完成，渡船将从下周起恢复每天四班的航行，居民们对此表示欢迎，"
    + "港务局还说灯塔的修缮也将在夏天之前结束，请渔民们多多谅解，并感谢志愿者在整个冬天里所给予的帮助"
  static let arabic =
    "أعلنت إدارة ميناء ليندمار للصحفيين أن العمل في «الرصيف الجديد» الذي بدأ في الربيع قد انتهى، وأن العبارات "
    + "ستعود إلى الإبحار أربع مرات كل يوم ابتداء من الأسبوع القادم، وأن ترميم المنارة سينتهي قبل الصيف إن شاء الله"

  /// The first so many characters, as a listing cuts them.
  static func cut(_ lede: String, _ count: Int) -> String { String(lede.prefix(count)) }

  /// Two ledes that share so many characters and then part.
  static func sharing(_ count: Int) -> (String, String) {
    let beginning = cut(choir, count)
    return (beginning + "yet nobody came to hear it", beginning + "to the joy of the whole valley")
  }
}

// MARK: - The table

extension IdentityCase {
  static let all = born + wording + days + links + scripts

  /// What the program was written for: the list at the foot of a newspaper's article.
  private static let born: [IdentityCase] = [
    IdentityCase(
      "two ledes of a day share sixty characters and differ in the apostrophe: two articles",
      known: [
        Seen("Bo Rask, secretary of the Weavers’ League of Tarn, sent a reply message to all")
      ],
      listed: [
        Seen(
          "Bo Rask, secretary of the Weavers' League of Tarn and president of the moot, spoke",
          "/a/2")
      ], .new),
    IdentityCase(
      "… nor does it help that the links tell nothing",
      known: [
        Seen("Bo Rask, secretary of the Weavers’ League of Tarn, sent a reply message to all")
      ],
      listed: [
        Seen(
          "Bo Rask, secretary of the Weavers' League of Tarn and president of the moot, spoke",
          "/a/2")
      ], links: .changing, .new),
    IdentityCase(
      "one lede cut at 96 and at 130 characters, with another apostrophe: one article",
      known: [Seen(Ledes.cut(Ledes.choir, 96).replacing("’", with: "'"))],
      listed: [Seen(Ledes.cut(Ledes.choir, 130), "/a/2")], links: .changing, .same),
    IdentityCase(
      "a lede cut in mid-word is the one that goes on",
      known: [Seen(Ledes.choir)], listed: [Seen(Ledes.cut(Ledes.choir, 150), "/a/2")],
      links: .changing, .same),
    IdentityCase(
      "alike but for the date told in it, and of another day: two articles",
      known: [Seen("The press secretary on March 8 denounced the attitude of the harbour board")],
      listed: [
        Seen("The press secretary on March 6 gave a warning as to the plans", "/a/2", "2026-03-12")
      ], .new),
    IdentityCase(
      "two of one lede and day where one was known, and links tell nothing: either may be the new one",
      known: [Seen(Ledes.choir)],
      listed: [Seen(Ledes.choir, "/t/8"), Seen(Ledes.choir, "/t/9")], links: .changing, .compare,
      .compare
    ),
    IdentityCase(
      "a headline with which another begins is no cut of it: too short to be one",
      known: [Seen("Prospectus of the harbour fund of Lindmar")],
      listed: [Seen("Prospectus of the harbour fund of Lindmar (summary)", "/a/2")],
      links: .changing, .compare),
    IdentityCase(
      "a year or an ordinal at the beginning is as good a word as any",
      known: [
        Seen("2025 was recorded as one of the driest years of the valley since the records began"),
        Seen("The 25th Winter Games of the valley ended with a feast on the frozen lake", "/a/2"),
      ],
      listed: [
        Seen(
          "2024 was recorded as one of the driest years of the valley since the records", "/a/3"),
        Seen("The 26th Winter Games of the valley ended with a feast on the frozen lake", "/a/4"),
      ], links: .changing, .new, .new),
    IdentityCase(
      "up to seven of a day, alike for long: seven, whatever the order and the links",
      known: (1...7).map {
        Seen("The guild of the \(Ledes.cut(Ledes.choir, 90)) no. \($0)", "/a/\($0)")
      },
      listed: (1...7).reversed().map {
        Seen("The guild of the \(Ledes.cut(Ledes.choir, 90)) no. \($0)", "/t/\($0)")
      }, links: .changing, .same, .same, .same, .same, .same, .same, .same),
    IdentityCase(
      "a space that is missing after a full stop is no difference",
      known: [
        Seen("The ferry will sail again in Tarn.Divided into three parts, the plan is costly")
      ],
      listed: [
        Seen("The ferry will sail again in Tarn. Divided into three parts, the plan is", "/a/2")
      ], links: .changing, .same),
  ]

  private static let wording: [IdentityCase] =
    [
      IdentityCase(
        "another letter under a known link: perhaps a typo put right, so the text is asked",
        known: [Seen("The harbuor board of Lindmar has met again and talked about the tide")],
        listed: [Seen("The harbour board of Lindmar has met again and talked about the tide")],
        .compare),
      IdentityCase(
        "quotes, dashes and ellipses are typography",
        known: [
          Seen("The “old” mill – closed for years… – is to be opened again, the council said")
        ],
        listed: [
          Seen(
            "The \"old\" mill - closed for years... -- is to be opened again, the council", "/a/2")
        ], links: .changing, .same),
      IdentityCase(
        "capitals are typography too",
        known: [Seen("THE OLD MILL IS TO BE OPENED AGAIN, THE COUNCIL OF LINDMAR SAID")],
        listed: [Seen("The old mill is to be opened again, the council of Lindmar said", "/a/2")],
        links: .changing, .same),
      IdentityCase(
        "a cut through a character reference leaves a piece of it, which says nothing",
        known: [
          Seen("The board of the Weavers’ League of Tarn met with the guild of the ferrymen")
        ],
        listed: [Seen("The board of the Weavers’ League of Tarn met with the guild&#82", "/a/2")],
        links: .changing, .same),
    ]
    + [60, 90, 120].flatMap { count in
      let (one, other) = Ledes.sharing(count)
      return [
        IdentityCase(
          "two ledes that share \(count) characters and then part are two",
          known: [Seen(one)], listed: [Seen(other, "/a/2")], .new),
        IdentityCase(
          "… both of them known, each under a new token, are those two",
          known: [Seen(one), Seen(other, "/a/2")],
          listed: [Seen(other, "/t/8"), Seen(one, "/t/9")],
          links: .changing, .same, .same),
        IdentityCase(
          "… cut to \(count - 10) characters, where they are one, two satisfy two",
          known: [Seen(one), Seen(other, "/a/2")],
          listed: [
            Seen(Ledes.cut(one, count - 10), "/t/8"), Seen(Ledes.cut(other, count - 10), "/t/9"),
          ],
          links: .changing, .same, .same),
      ]
    }

  private static let days: [IdentityCase] = [
    IdentityCase(
      "the weekly column has the same words each week, and is new",
      known: [Seen("What the week brings: our column on the weather, the tides and the ferries")],
      listed: [
        Seen(
          "What the week brings: our column on the weather, the tides and the ferries", "/a/2",
          "2026-03-21")
      ], .new),
    IdentityCase(
      "“yesterday” may be the day before or after, where a zone moves it over midnight",
      known: [Seen(Ledes.choir)],
      listed: [Seen(Ledes.choir, "/a/2", "2026-03-15", ago: true)], links: .changing, .same),
    IdentityCase(
      "… but not two days: a day put right, or another article; the text is asked",
      known: [Seen(Ledes.choir)],
      listed: [Seen(Ledes.choir, "/a/2", "2026-03-16", ago: true)], links: .changing, .compare),
    IdentityCase(
      "… which it is not where the one of the other day is still listed",
      known: [Seen(Ledes.choir)],
      listed: [Seen(Ledes.choir, "/a/3", "2026-03-16"), Seen(Ledes.choir, "/a/2")],
      links: .changing, .new, .same),
    IdentityCase(
      "undated and known undated: never new again",
      known: [Seen(Ledes.choir, "/a/1", nil)], listed: [Seen(Ledes.choir, "/a/2", nil)],
      links: .changing, .same),
    IdentityCase(
      "undated where it had a date, under its own link: no contradiction",
      known: [Seen(Ledes.choir)], listed: [Seen(Ledes.choir, "/a/1", nil)], .same),
    IdentityCase(
      "undated where it had a date, under another link: the text is asked",
      known: [Seen(Ledes.choir)], listed: [Seen(Ledes.choir, "/a/2", nil)], links: .changing,
      .compare),
    IdentityCase(
      "dated where it had none, under another link: the text is asked",
      known: [Seen(Ledes.choir, "/a/1", nil)], listed: [Seen(Ledes.choir, "/a/2")],
      links: .changing, .compare),
    IdentityCase(
      "another day under a known link: re-dated, or the link used again; the text is asked",
      known: [Seen(Ledes.choir)], listed: [Seen(Ledes.choir, "/a/1", "2026-03-15")], .compare),
  ]

  private static let links: [IdentityCase] = [
    IdentityCase(
      "a known lede and day under another link, where links are stable: moved, or a second one",
      known: [Seen(Ledes.choir)], listed: [Seen(Ledes.choir, "/b/1")], .compare),
    IdentityCase(
      "a token in every link, another on each load: the link tells nothing",
      known: [Seen(Ledes.choir, "/a/9f8e7d")], listed: [Seen(Ledes.choir, "/a/1a2b3c")],
      links: .changing, .same),
    IdentityCase(
      "a known link with another lede: edited or reused; the text decides",
      known: [Seen(Ledes.choir)],
      listed: [Seen("The ferry to Korvo does not sail while the ice lasts, the board said")],
      .compare),
    IdentityCase(
      "one link twice on a listing, slider and list: one teaser",
      known: [], listed: [Seen(Ledes.choir), Seen(Ledes.cut(Ledes.choir, 80))], .new, .repeated),
    IdentityCase(
      "two links with one lede and day: two of a name, or one twice; the text is asked",
      known: [], listed: [Seen(Ledes.choir, "/a/1"), Seen(Ledes.choir, "/a/2")], .new, .compare),
    IdentityCase(
      "all on another host at once: the site has moved, not its articles",
      known: (1...5).map {
        Seen("No. \($0): the committee for assembly no. \($0) has met", "/a/\($0)")
      },
      listed: (1...5).map {
        Seen("No. \($0): the committee for assembly no. \($0) has met", "http://new.test/a/\($0)")
      }, .same, .same, .same, .same, .same),
    IdentityCase(
      "http and https, with www. and without, lead to one article",
      known: [Seen(Ledes.choir)], listed: [Seen(Ledes.choir, "https://www.news.test/a/1/")], .same),
    IdentityCase(
      "a session id names no article",
      known: [
        Seen(Ledes.choir, "/a/1;jsessionid=0A1B2C"), Seen(Ledes.korean, "/a?id=2&PHPSESSID=ab12"),
      ],
      listed: [
        Seen(Ledes.choir, "/a/1;jsessionid=9F8E7D"), Seen(Ledes.korean, "/a?PHPSESSID=cd&id=2"),
      ],
      .same, .same),
    IdentityCase(
      "nor do tracking parameters",
      known: [Seen(Ledes.choir)],
      listed: [Seen(Ledes.choir, "/a/1?utm_source=front&fbclid=x#comments")], .same),
    IdentityCase(
      "percent-encoding is a way of writing",
      known: [Seen(Ledes.choir, "/a/%e6%b8%af%7E1")],
      listed: [Seen(Ledes.choir, "/a/港~1")], .same),
    IdentityCase(
      "an id in the query names the article: another id, another article",
      known: [Seen(Ledes.choir, "/a?id=1")],
      listed: [Seen("The ferry to Korvo does not sail while the ice lasts", "/a?id=2")], .new),
    IdentityCase(
      "`?page=` may name a page of the listing or of the article: no reason to think it new",
      known: [Seen(Ledes.choir, "/a/1")], listed: [Seen(Ledes.choir, "/a/1?page=2")], .compare),
  ]

  private static let scripts: [IdentityCase] =
    [("Korean", Ledes.korean), ("Chinese", Ledes.chinese), ("Arabic", Ledes.arabic)].flatMap {
      name, lede in
      let other = Ledes.cut(lede, 60) + String(lede.reversed().prefix(40))
      return [
        IdentityCase(
          "\(name), cut at 60 characters and with other quotes: the same",
          known: [Seen(lede)],
          listed: [
            Seen(
              Ledes.cut(lede, 60).replacing("“", with: "«").replacing("”", with: "»")
                .replacing("«", with: "\"").replacing("»", with: "\""), "/a/2")
          ], links: .changing, .same),
        IdentityCase(
          "\(name), sharing 60 characters and then parting: two",
          known: [Seen(lede)], listed: [Seen(other, "/a/2")], links: .changing, .new),
        IdentityCase(
          "\(name), of another day: new",
          known: [Seen(lede)], listed: [Seen(lede, "/a/2", "2026-03-21")], .new),
      ]
    }
}
