/// Sentences that sites show where the free part of an article ends.
enum PaywallWords {
  /// Whether a text holds such a sentence. White space of the text is collapsed.
  static func matches(_ text: [UInt8]) -> Bool {
    let lower = text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    return phrases.contains(where: lower.containsBytes)
  }

  private static let phrases = texts.map { Array($0.utf8) }

  private static let texts = [
    "to continue reading", "continue reading with", "continue reading your article",
    "subscribe to read", "subscribe to continue", "subscribe to unlock", "subscribers only",
    "subscriber-only", "for subscribers", "already a subscriber", "read your free articles",
    "free articles this month", "article limit", "to read the full", "to read the rest",
    "unlock this article", "log in or subscribe", "become a member to read",
    "jetzt weiterlesen", "um weiterzulesen", "weiterlesen mit", "lesen sie weiter mit",
    "nur für abonnenten", "exklusiv für abonnenten", "nur mit abo", "artikel freischalten",
    "diesen artikel weiterlesen", "sie haben bereits ein abo",
    "pour lire la suite", "réservé aux abonnés", "réservée aux abonnés", "abonnez-vous pour lire",
    "pour continuer la lecture", "déjà abonné",
    "para seguir leyendo", "para continuar leyendo", "para suscriptores", "suscríbete para",
    "solo suscriptores", "per continuare a leggere", "riservato agli abbonati",
    "abbonati per leggere", "sei già abbonato", "para continuar lendo", "exclusivo para assinantes",
    "assine para ler", "já é assinante", "om verder te lezen", "alleen voor abonnees",
    "word abonnee om", "för att läsa vidare", "för prenumeranter", "for å lese videre",
    "for å lese hele", "kun for abonnenter", "for at læse videre", "for abonnenter",
    "jatkaaksesi lukemista", "vain tilaajille", "aby czytać dalej", "dla prenumeratorów",
    "tylko dla subskrybentów", "pro předplatitele", "pro čtení celého", "чтобы читать дальше",
    "только для подписчиков", "для подписчиков", "лише для передплатників",
    "okumaya devam etmek için", "sadece abonelere", "للمشتركين فقط", "لمتابعة القراءة",
    "有料会員限定", "会員限定記事", "続きを読むには", "유료 회원", "구독자 전용", "付费阅读", "订阅后阅读",
    "訂閱後閱讀", "会员专享", "會員專屬",
  ]
}
