/// The meaning of a date on an article page, as the words before it say.
enum DateLabel {
  case published, modified
  /// The date of an event, of a manuscript's receipt, of a coming review.
  case other

  /// Returns the meaning that the words at the start of a line give to the date after them.
  static func of(_ line: UnsafeBufferPointer<UInt8>) -> DateLabel? {
    if ModificationWords.matches(line) { return .modified }
    if publicationWords.matches(line) { return .published }
    return otherWords.matches(line) ? .other : nil
  }

  /// Returns the meaning that the last words of a text give to the date after it.
  static func ofDate(after text: [UInt8]) -> DateLabel? {
    text.withUnsafeBufferPointer { bytes in
      var words = 0
      var i = bytes.count - 1
      while i >= 0, words < 5 {
        if i == 0 || bytes[i - 1] == 0x20, bytes[i] != 0x20 {
          words += 1
          if let label = of(UnsafeBufferPointer(rebasing: bytes[i...])) { return label }
        }
        i -= 1
      }
      return nil
    }
  }

  private static let publicationWords = PrefixTable([
    "published", "first published", "posted", "created", "released", "veröffentlicht", "erschienen",
    "erstellt", "publié", "mis en ligne", "publicad", "publicación", "pubblicat", "gepubliceerd",
    "geplaatst", "publicerad", "publisert", "publiceret", "udgivet", "julkaistu", "opublikowan",
    "data publikacji", "zveřejněno", "vydáno", "objavljeno", "megjelent", "közzétéve", "publicat",
    "δημοσίευση", "опубликован", "дата публикации", "опубліковано", "дата публікації", "публикуван",
    "yayın", "diterbitkan", "đăng", "公開", "投稿日", "掲載", "发布", "發布", "發佈", "입력", "등록", "نشر",
    "تاریخ انتشار", "प्रकाशित",
  ])

  private static let otherWords = PrefixTable([
    "received", "accepted", "submitted", "revised", "starts", "start:", "begins", "ends", "end:",
    "when:", "event", "until", "deadline", "due", "review", "next review", "expires", "valid",
    "beginn:", "ende:", "wann", "termin", "gültig", "eingereicht", "angenommen", "début", "quand",
    "reçu", "accepté", "inicio", "cuándo", "recibido", "aceptado", "inizio", "quando", "ricevuto",
    "accettato", "recebido", "aceito", "aanvang", "wanneer", "ontvangen", "born", "geboren",
  ])
}
