import Dates
import Testing

/// Dates in words. "Now" is Wednesday, 2026-03-18, 14:30.
@Suite struct DateGrammarWordsTests {
  private func expectDate(_ row: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    let result = dateParser(row[0], now: 1_773_844_200).parse(row[1])
    let actual = formatted(result.date, withTime: row[2].count > 10)
    #expect(
      actual == row[2], "\(row[0]): \(row[1]): \(result.explanation)",
      sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ["sv", "I dag kl 9.45", "2026-03-18 09:45"],
    ["da", "i går 9.45", "2026-03-17 09:45"],
    ["fi", "eilen klo 9.45", "2026-03-17 09:45"],
    ["it", "ieri alle 9.45", "2026-03-17 09:45"],
    ["id", "Hari ini, 09.45 WIB", "2026-03-18 09:45"],
    ["et", "eile 9.45", "2026-03-17 09:45"],
    ["de", "gestern, 17.03.", "2026-03-17"],
    ["it", "17 marzo, 9.45", "2026-03-17 09:45"],
    ["nb", "17. mars kl. 9.45", "2026-03-17 09:45"],
    ["sv", "torsdag 9.45", "2026-03-12 09:45"],
    ["de", "Donnerstag, 12.03.", "2026-03-12"],
  ])
  func `A time with a dot follows a day`(row: [String]) { expectDate(row) }

  @Test(arguments: [
    ["en", "Feb. 7, 2026 9:15p", "2026-02-07 21:15"],
    ["en", "Feb. 7, 2026 9:15a", "2026-02-07 09:15"],
    ["en", "Feb 7 2026 915pm", "2026-02-07 21:15"],
    ["en", "February 7, 2026 12 noon", "2026-02-07 12:00"],
    ["en", "12:00 midnight, Feb 7 2026", "2026-02-07 00:00"],
    ["en", "February 7, 2026 at midnight", "2026-02-07 00:00"],
    ["es", "7 de febrero de 2026, 12 del mediodía", "2026-02-07 12:00"],
    ["fr", "7 février 2026 à minuit", "2026-02-07 00:00"],
    ["de", "7. Februar 2026, Mitternacht", "2026-02-07 00:00"],
    ["ru", "7 февраля 2026 в полдень", "2026-02-07 12:00"],
    ["ja", "2026年2月7日 正午", "2026-02-07 12:00"],
    ["ko", "2026년 2월 7일 자정", "2026-02-07 00:00"],
    ["en", "Midnight ferry", "-"],
  ])
  func `Noon, midnight and short marks are times of day`(row: [String]) { expectDate(row) }

  @Test(arguments: [
    ["de", "vergangenen Montag", "2026-03-16"],
    ["de", "letzten Mittwoch", "2026-03-11"],
    ["fr", "lundi dernier", "2026-03-16"],
    ["es", "el lunes pasado", "2026-03-16"],
    ["pt", "última segunda-feira", "2026-03-16"],
    ["it", "lunedì scorso", "2026-03-16"],
    ["nl", "afgelopen maandag", "2026-03-16"],
    ["sv", "i måndags", "2026-03-16"],
    ["ru", "в прошлую среду", "2026-03-11"],
    ["uk", "минулої п’ятниці", "2026-03-13"],
    ["pl", "w zeszłą środę", "2026-03-11"],
    ["hu", "múlt hétfőn", "2026-03-16"],
    ["tr", "geçen pazartesi", "2026-03-16"],
    ["ar", "الإثنين الماضي", "2026-03-16"],
    ["fa", "دوشنبه گذشته", "2026-03-16"],
    ["he", "יום שני האחרון", "2026-03-16"],
    ["hi", "पिछले सोमवार", "2026-03-16"],
    ["id", "Senin lalu", "2026-03-16"],
    ["th", "วันจันทร์ที่แล้ว", "2026-03-16"],
    ["zh", "上周一", "2026-03-09"],
    ["zh-TW", "上週二 09:45", "2026-03-10 09:45"],
    ["ja", "先週の月曜日", "2026-03-09"],
    ["ko", "지난주 월요일", "2026-03-09"],
    ["vi", "thứ hai tuần trước", "2026-03-09"],
    ["ru", "в среду на прошлой неделе", "2026-03-11"],
    ["it", "mercoledì della settimana scorsa", "2026-03-11"],
    ["ko", "저번 주 수요일", "2026-03-11"],
    ["ja", "先週水曜", "2026-03-11"],
    ["en", "Monday last week", "2026-03-09"],
  ])
  func `The latest weekday, or that of the last week, is a day`(row: [String]) { expectDate(row) }

  @Test(arguments: [
    ["fa", "شنبه بیست و سوم اسفند ۱۳۹۹", "2021-03-13"],
    ["fa", "سی ام شهریور ۱۴۰۱", "2022-09-21"],
    ["es", "once de marzo de 2026", "2026-03-11"],
    ["fr", "le dix-sept mars 2026", "2026-03-17"],
    ["de", "Am siebzehnten März 2026", "2026-03-17"],
    ["it", "primo marzo 2026", "2026-03-01"],
    ["ru", "двадцать первое февраля 2026 года", "2026-02-21"],
    ["uk", "сімнадцятого березня 2026 року", "2026-03-17"],
    ["pl", "dwudziestego pierwszego lutego 2026", "2026-02-21"],
    ["fi", "seitsemästoista maaliskuuta 2026", "2026-03-17"],
    ["ar", "السابع عشر من مارس 2026", "2026-03-17"],
    ["el", "δεκαεπτά Μαρτίου 2026", "2026-03-17"],
    ["hu", "2026. március tizenhetedike", "2026-03-17"],
    ["en", "March seventeenth, 2026", "2026-03-17"],
    ["en", "May two be one", "-"],
    ["fr", "Premier mai", "-"],
  ])
  func `Days in words are read`(row: [String]) { expectDate(row) }

  @Test(arguments: [
    ["fa", "۹۷/۰۳/۳۱", "2018-06-21"],
    ["fa", "97/3/31", "2018-06-21"],
    ["ne", "८२/१२/०३", "2026-03-17"],
    ["ar", "28/9/47", "2026-03-17"],
    ["ar", "28 رمضان 47", "2026-03-17"],
    ["ar", "17/03/26", "2026-03-17"],
    ["th", "17/03/69", "2026-03-17"],
  ])
  func `A year of two digits belongs to the calendar of the language`(row: [String]) {
    expectDate(row)
  }

  @Test(arguments: [
    ["hu", "2014. november hó 5. napján 7:40-kor", "2014-11-05 07:40"],
    ["hu", "2026. február hava 7. napján", "2026-02-07"],
    ["en", "Feb-07-26", "2026-02-07"],
    ["es", "feb/07/26", "2026-02-07"],
    ["en", "March 3-8", "-"],
  ])
  func `Parts of a date may be joined in unusual ways`(row: [String]) { expectDate(row) }

  @Test func `The name of a zone gives the offset of the day`() {
    let parser = dateParser("en", now: 1_773_844_200)
    #expect(parser.parse("7 February 2026 09:45 Europe/Berlin").date?.utcOffset == 3600)
    #expect(parser.parse("7 July 2025 09:45 Europe/Berlin").date?.utcOffset == 7200)
    #expect(parser.parse("7 July 2025 09:45 (America/New_York)").date?.utcOffset == -14_400)
    #expect(parser.parse("7 July 2025 09:45 Europe/Nowhere").date?.utcOffset == nil)
  }
}
