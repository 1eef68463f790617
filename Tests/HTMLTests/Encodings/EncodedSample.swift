import Testing

@testable import HTML

/// A short text in an encoding that pages in its language use.
struct EncodedSample: Sendable, CustomTestStringConvertible {
  var language: String
  var encoding: Encoding
  var text: String

  var testDescription: String { "\(language) in \(encoding.name)" }

  var bytes: [UInt8] {
    let text =
      encoding == .iso2022JP
      ? EncodedSample.escaped(text) : LegacyEncoder.encode(text, encoding)
    return Array("<ul><li><a href=/1>".utf8) + text + Array("</a></ul>".utf8)
  }

  /// Returns a text in ISO-2022-JP: the codes of EUC-JP without their highest bits.
  private static func escaped(_ text: String) -> [UInt8] {
    let codes = LegacyEncoder.encode(text, .eucJP).map { $0 & 0x7F }
    return [0x1B, 0x24, 0x42] + codes + [0x1B, 0x28, 0x42]
  }

  static let all: [EncodedSample] = texts.flatMap { language, encodings, text in
    encodings.map { EncodedSample(language: language, encoding: $0, text: text) }
  }

  private static let texts: [(String, [Encoding], String)] = [
    (
      "ru", [.windows1251, .koi8u, .isoCyrillic, .ibm866],
      "Совет гавани решил оставить старый паром ещё на год. Жители острова подписали прошение."
    ),
    (
      "uk", [.windows1251, .koi8u],
      "Рада гавані вирішила залишити старий пором ще на рік. Мешканці острова підписали звернення."
    ),
    (
      "bg", [.windows1251],
      "Съветът на пристанището реши да остави стария ферибот още една година."
    ),
    (
      "el", [.windows1253],
      "Το συμβούλιο του λιμανιού αποφάσισε να κρατήσει το παλιό πλοίο. “Άλλος ένας χρόνος”"
    ),
    (
      "el", [.isoGreek],
      "Άλλος ένας χρόνος για το παλιό πλοίο, αποφάσισε το συμβούλιο του λιμανιού."
    ),
    (
      "tr", [.windows1254],
      "Liman kurulu eski vapurun bir yıl daha çalışmasına karar verdi. Adalılar dilekçe imzaladı."
    ),
    (
      "he", [.windows1255],
      "מועצת הנמל החליטה להשאיר את המעבורת הישנה עוד שנה אחת. תושבי האי חתמו על עצומה."
    ),
    (
      "ar", [.windows1256],
      "قرر مجلس الميناء إبقاء العبارة القديمة عاما آخر بعد عريضة وقعها سكان الجزيرة."
    ),
    (
      "th", [.windows874],
      "คณะกรรมการท่าเรือตัดสินใจให้เรือข้ามฟากเก่าวิ่งต่อไปอีกหนึ่งปี ชาวเกาะลงชื่อในคำร้อง"
    ),
    (
      "pl", [.windows1250, .latin2],
      "Rada portu zdecydowała, że stary prom będzie pływał jeszcze rok. Wyspiarze złożyli prośbę, "
        + "a więc łódź się przyda."
    ),
    (
      "cs", [.windows1250, .latin2],
      "Rada přístavu rozhodla, že starý přívoz pojede ještě rok. Ostrované podepsali žádost."
    ),
    (
      "hu", [.windows1250],
      "A kikötő tanácsa úgy döntött, hogy az öreg komp még egy évig közlekedik. A szigetlakók „kérő”"
        + " levelet írtak: erről, időről, jövőről, hétfőről, gyűlésről, tűzről."
    ),
    (
      "lt", [.windows1257],
      "Uosto taryba nusprendė, kad senasis keltas plauks dar vienus metus. Salos žmonės pasirašė "
        + "prašymą, šį mėnesį jį įteikė."
    ),
    (
      "lv", [.windows1257],
      "Ostas padome nolēma, ka vecais prāmis kursēs vēl gadu. Salas ļaudis parakstīja lūgumu, "
        + "šķiet, ka kuģis būs."
    ),
    (
      "vi", [.windows1258],
      "H\u{F4}\u{323}i đ\u{F4}\u{300}ng b\u{EA}\u{301}n ca\u{309}ng quy\u{EA}\u{301}t đi\u{323}nh "
        + "giư\u{303} chi\u{EA}\u{301}c pha\u{300} cu\u{303} th\u{EA}m m\u{F4}\u{323}t năm."
    ),
    ("ko", [.eucKR], "항만위원회는 오래된 나룻배를 한 해 더 운항하기로 결정했다고 밝혔다."),
    (
      "ja", [.shiftJIS, .eucJP, .iso2022JP],
      "港湾委員会は金曜日の会議で、古い渡し船の運航をさらに一年続けることを決めた。"
    ),
    ("zh", [.gbk], "港务委员会周五开会决定，老渡船将再运行一年。两千多名岛民联名请愿。"),
    ("zh-TW", [.big5], "港務委員會週五開會決定，老渡船將再運行一年。兩千多名島民聯名請願。"),
    (
      "de", [.windows1252],
      "Der Hafenrat ließ die alte Fähre für ein weiteres Jahr zu. Über tausend Bürger hätten dafür "
        + "geworben, heißt es – „schön“."
    ),
    (
      "fr", [.windows1252],
      "Le conseil du port a décidé de garder le vieux bac une année de plus. « L’été a été très "
        + "doux », a déclaré la présidente."
    ),
    (
      "es", [.windows1252],
      "El consejo del puerto decidió mantener el viejo transbordador un año más. Según la "
        + "petición, también llevará el correo mañana."
    ),
  ]
}
