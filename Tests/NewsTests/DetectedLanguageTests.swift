import Testing

@testable import News

@Suite struct DetectedLanguageTests {
  private func detectedLanguage(_ text: String) -> String? {
    DetectedLanguage(text).map { $0.language ?? $0.script.rawValue }
  }

  @Test(arguments: [
    ("항만위원회는 금요일 낡은 여객선을 일 년 더 운항하기로 결정했다", "korean"),
    ("港湾委員会は金曜日、古い渡し船の運航をさらに一年続けることを決めた", "japanese"),
    ("港务局周五决定让旧渡轮再运行一年，此前有人请愿", "chinese"),
    ("Совет порта решил в пятницу оставить старый паром ещё на год", "cyrillic"),
    ("قرر مجلس الميناء يوم الجمعة إبقاء العبارة القديمة عاما آخر", "arabic"),
    ("बंदरगाह बोर्ड ने शुक्रवार को पुरानी नौका को चालू रखने का फैसला किया", "devanagari"),
    ("The harbour board voted on Friday to keep the old ferry, and it is glad of that.", "en"),
    (
      "Der Rat hat am Freitag beschlossen, die alte Fähre für ein Jahr zu behalten, und ist froh.",
      "de"
    ),
    (
      "Le conseil a décidé vendredi de garder le vieux bac pour une année, et les îles sont contentes.",
      "fr"
    ),
  ])
  func `Scripts and languages of texts are detected`(text: String, expected: String) {
    #expect(detectedLanguage(text) == expected)
  }

  @Test func `Short texts and mixed scripts have no detected language`() {
    #expect(DetectedLanguage("Lindmar") == nil)
    #expect(DetectedLanguage("Ferry Ferry Ferry Совет порта решил") == nil)
    #expect(DetectedLanguage("Lindmar Yards Ferry Harbour Board")?.language == nil)
  }
}
