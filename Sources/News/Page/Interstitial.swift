import HTML

/// A page that a server or a site shows instead of content: a bot check, an error page, a consent
/// or login wall.
package struct Interstitial: Sendable {
  /// A noun phrase for people, such as `an error page`.
  package let reason: String
  /// Whether the words do not occur in ordinary texts.
  package let isCertain: Bool

  /// The kind of page, as far as a setting may help.
  package var obstacle: PageObstacle? { reason == Self.consentReason ? .consent : nil }

  /// Detects an interstitial by the sentences of servers, content networks and content management
  /// systems.
  ///
  /// - Parameter texts: the titles of the page, then its text.
  static func detect(in texts: [String?]) -> Interstitial? {
    let titles = lower(texts.prefix(2).compactMap(\.self).joined(separator: "\n"))
    let whole = titles + [0x0A] + lower(String((texts.last ?? nil)?.prefix(3000) ?? ""))
    let parts = Self.parts(of: titles)
    for kind in kinds {
      if kind.certain.contains(where: whole.containsBytes) {
        return Interstitial(reason: kind.reason, isCertain: true)
      }
      if kind.possible.contains(where: { word in parts.contains { $0.holds(word) } }) {
        return Interstitial(reason: kind.reason, isCertain: false)
      }
    }
    return nil
  }

  /// A part of a title between separators.
  private struct TitlePart {
    var bytes: [UInt8]
    var words: Int

    /// Whether the part consists of these words and at most a few others. A number is the code of an
    /// error only if it is the whole part or follows "error".
    func holds(_ phrase: [UInt8]) -> Bool {
      if phrase.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
        return bytes == phrase || Self.codeLabels.contains { bytes == $0 + phrase }
      }
      return words <= maximumWords && holdsWord(phrase)
    }

    private func holdsWord(_ phrase: [UInt8]) -> Bool {
      guard bytes.count >= phrase.count else { return false }
      for start in 0...(bytes.count - phrase.count)
      where bytes[start..<start + phrase.count].elementsEqual(phrase) {
        let end = start + phrase.count
        let isWord =
          (start == 0 || !Self.isLetter(bytes[start - 1]) || !Self.isLetter(phrase[0]))
          && (end == bytes.count || !Self.isLetter(bytes[end]) || !Self.isLetter(phrase.last!))
        if isWord { return true }
      }
      return false
    }

    private static let codeLabels = ["error ", "http ", "http error ", "fehler ", "erreur "].map {
      Array($0.utf8)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  }

  /// The title of an error page has few words: "Page not found", "Sorry, access was denied".
  private static let maximumWords = 5

  /// Returns the text of the first `title` and the first `h1` of a page.
  static func titles(of document: Document) -> [String?] {
    [Name.title, .h1].map { name in
      document.root.descendantElements.first { $0.name == name }?.textContent
    }
  }

  private static func parts(of titles: [UInt8]) -> [TitlePart] {
    let marks: Set<UInt8> = Set("\n|:·»-".utf8)
    let text = titles.split { marks.contains($0) }
    return text.map { part in
      let bytes = Array(part.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
      return TitlePart(bytes: bytes, words: bytes.split(separator: 0x20).count)
    }
  }

  private static func lower(_ text: String) -> [UInt8] {
    text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  private static let consentReason = "a consent wall"

  private struct Kind {
    var reason: String
    var certain: [[UInt8]]
    var possible: [[UInt8]]
  }

  private static let kinds = table.map { reason, certain, possible in
    Kind(
      reason: reason, certain: certain.map { Array($0.utf8) },
      possible: possible.map { Array($0.utf8) })
  }

  /// Reasons with phrases that are conclusive anywhere, and words that are conclusive only in a
  /// title.
  private static let table: [(String, [String], [String])] = [
    (
      "a bot check",
      [
        "are you a robot", "attention required! | cloudflare", "checking if the site connection",
        "checking your browser before", "enable javascript and cookies to continue",
        "performance & security by cloudflare", "press & hold to confirm you are",
        "unusual traffic from your", "verify you are a human", "verify you are human",
        "verifying you are human",
      ],
      ["captcha", "ddos", "just a moment...", "robot check", "security check"]
    ),
    (
      "an error page",
      [
        "bad gateway", "gateway timeout", "http error 4", "http error 5", "internal server error",
        "service temporarily unavailable", "service unavailable", "the requested url",
        "this site can’t be reached", "web server is down",
      ],
      [
        "403", "500", "502", "503", "access denied", "acceso denegado", "accès refusé", "erreur",
        "error", "fehler", "forbidden", "ошибка", "temporarily unavailable", "wartungsarbeiten",
        "under maintenance", "zugriff verweigert", "エラー", "错误", "錯誤", "오류",
      ]
    ),
    (
      "a not-found page",
      [
        "404 not found", "could not be found on this server", "die angeforderte seite",
        "error 404", "fehler 404", "it looks like nothing was found", "page could not be found",
        "page you are looking for", "page you requested", "página que buscas",
        "seite wurde nicht gefunden", "seite konnte nicht gefunden", "page you were looking for",
        "お探しのページ", "找不到网页", "找不到您", "찾을 수 없는 페이지", "페이지를 찾을 수 없",
        "страница не найдена", "الصفحة غير موجودة", "पृष्ठ नहीं मिला",
      ],
      [
        "404", "introuvable", "nicht gefunden", "niet gevonden", "no encontrada", "no encontrado",
        "non trovata", "not found", "não encontrada", "не найдена", "不存在", "見つかりません",
      ]
    ),
    (
      consentReason,
      [
        "accept all cookies", "alle akzeptieren", "we and our partners", "wir und unsere partner",
        "nous et nos partenaires", "before you continue to", "aceptar y continuar",
        "mit werbung weiterlesen", "mit werbung und cookies",
      ],
      ["consent", "cookie", "datenschutz", "einwilligung", "privacy"]
    ),
    (
      "a login or subscription wall",
      [
        "log in to continue", "please log in", "please sign in", "sign in to continue",
        "subscribe to continue", "subscribe to read", "bitte melden sie sich an",
        "inicia sesión para", "connectez-vous pour", "войдите, чтобы", "로그인이 필요", "请先登录",
        "ログインしてください",
      ],
      ["anmelden", "iniciar sesión", "log in", "login", "sign in", "se connecter"]
    ),
  ]
}
