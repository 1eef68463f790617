/// Pages and paragraphs that are notices to the reader rather than news.
struct Notice {
  let reason: String
  /// Stories do not use the words; otherwise a short story might.
  let isCertain: Bool

  /// What a page says it is instead of an article; nil when it says nothing of the kind.
  ///
  /// Sentences of servers, content networks and content systems in the languages they come in.
  static func kind(of texts: [String?]) -> Notice? {
    let titles = lower(texts.prefix(2).compactMap(\.self).joined(separator: "\n"))
    let whole = titles + [0x0A] + lower(String((texts.last ?? nil)?.prefix(3000) ?? ""))
    for kind in kinds {
      if kind.certain.contains(where: whole.holds) {
        return Notice(reason: kind.reason, isCertain: true)
      }
      if kind.possible.contains(where: titles.holds) {
        return Notice(reason: kind.reason, isCertain: false)
      }
    }
    return nil
  }

  private static func lower(_ text: String) -> [UInt8] {
    text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

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

  /// Reason; phrases that tell wherever they stand; words that tell in a title.
  private static let table: [(String, [String], [String])] = [
    (
      "a check for robots",
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
        "403", "500 ", "502", "503", "access denied", "acceso denegado", "accès refusé", "erreur",
        "error", "fehler", "forbidden", "ошибка", "temporarily unavailable", "wartungsarbeiten",
        "under maintenance", "zugriff verweigert", "エラー", "错误", "錯誤", "오류",
      ]
    ),
    (
      "a page that is not there",
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
      "a request for consent",
      [
        "accept all cookies", "alle akzeptieren", "we and our partners", "wir und unsere partner",
        "nous et nos partenaires", "before you continue to", "aceptar y continuar",
        "mit werbung weiterlesen", "mit werbung und cookies",
      ],
      ["consent", "cookie", "datenschutz", "einwilligung", "privacy"]
    ),
    (
      "a request to log in or subscribe",
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
