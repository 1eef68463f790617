import Dates
import Testing

@Suite struct DateCalendarTests {
  @Test(arguments: [
    ["fa", "۱ فروردین ۱۴۰۴", "2025-03-21"], ["fa", "۳۰ اسفند ۱۴۰۳", "2025-03-20"],
    ["fa", "۲۹ اسفند ۱۴۰۴", "2026-03-20"], ["fa", "۳۰ اسفند ۱۴۰۴", "-"],
    ["fa", "۳۱ شهریور ۱۴۰۴", "2025-09-22"], ["fa", "۱ فروردین ۱۴۰۰", "2021-03-21"],
    ["fa", "۱۳۹۹/۱۲/۳۰", "2021-03-20"], ["fa-AF", "۲۳ حوت ۱۴۰۴", "2026-03-14"],
    ["ckb", "١ی خاکەلێوە ١٤٠٤", "2025-03-21"],
  ])
  func `Solar Hijri dates are converted, including leap years`(_ row: [String]) {
    expectParsing(row)
  }

  @Test(arguments: [
    ["ar", "1 محرم 1447", "2025-06-26"], ["ar", "1 رمضان 1447 هـ", "2026-02-18"],
    ["ar", "10 ذو الحجة 1446", "2025-06-06"], ["ar", "12 ربيع الأول 1447", "2025-09-04"],
    ["ar", "1447/09/25", "2026-03-14"], ["tr", "25 Ramazan 1447", "2026-03-14"],
    ["en", "25 Ramadan 1447 AH", "2026-03-14"], ["ar", "٢٥ رمضان ١٤٤٧هـ", "2026-03-14"],
  ])
  func `Islamic dates are converted by the calendar of Umm al-Qura`(_ row: [String]) {
    expectParsing(row)
  }

  @Test(arguments: [
    ["he", "א׳ בתשרי תשפ״ו", "2025-09-23"], ["he", "ט״ו בניסן ה׳תשפ״ו", "2026-04-02"],
    ["he", "כ\"ה בכסלו תשפ\"ו", "2025-12-15"], ["he", "י״ד באדר א׳ תשפ״ד", "2024-02-23"],
    ["he", "י״ד באדר ב׳ תשפ״ד", "2024-03-24"], ["en", "25 Adar 5786", "2026-03-14"],
  ])
  func `Hebrew dates are converted from letters and from numbers`(_ row: [String]) {
    expectParsing(row)
  }

  @Test(arguments: [
    ["am", "መስከረም 1 ቀን 2018 ዓ.ም", "2025-09-11"], ["am", "ጳጉሜን 5, 2017", "2025-09-10"],
    ["am", "ኅዳር 26 ቀን 2018", "2025-12-05"], ["am", "መጋቢት 5", "2026-03-14"],
  ])
  func `Ethiopian dates are converted`(_ row: [String]) { expectParsing(row) }

  @Test(arguments: [
    ["ne", "२०८२ बैशाख १", "2025-04-14"], ["ne", "१ चैत २०८२", "2026-03-15"],
    ["ne", "२०८०-०१-०१", "2023-04-14"], ["bn", "১ বৈশাখ ১৪৩২", "2025-04-14"],
  ])
  func `Dates of Bikram Sambat and of the Bangla calendar are converted`(_ row: [String]) {
    expectParsing(row)
  }

  @Test(arguments: [
    ["en", "Juche 114 (2025). 9. 9", "2025-09-09"],
    ["en", "March 14 Juche 115 (2026)", "2026-03-14"],
    ["ko", "주체114(2025)년 9월 9일", "2025-09-09"], ["ja", "令和7年11月3日（月）", "2025-11-03"],
    ["ja", "平成元年1月8日", "1989-01-08"], ["ja", "昭和64年1月7日", "1989-01-07"],
    ["ja", "令和八年三月十四日", "2026-03-14"], ["ja", "H30.4.29", "2018-04-29"],
    ["ja", "2026年（令和8年）3月14日", "2026-03-14"], ["zh-TW", "中華民國115年3月14日", "2026-03-14"],
    ["zh-TW", "115/03/14", "2026-03-14"], ["th", "14 มี.ค. 69", "2026-03-14"],
    ["th", "วันจันทร์ที่ 5 มกราคม พ.ศ. 2569", "2026-01-05"], ["th", "14/03/2569", "2026-03-14"],
  ])
  func `Years of the Juche, Japanese, Republican and Buddhist eras are converted`(_ row: [String]) {
    expectParsing(row)
  }

  @Test(arguments: [
    ["en", "Juche 113", "-"], ["ja", "令和7年度決算", "-"], ["th", "พ.ศ. 2569", "-"],
    ["ar", "عام 1447 هـ", "-"],
  ])
  func `The year of an era alone is no date`(_ row: [String]) { expectParsing(row) }

  @Test func `A Gregorian date has precedence over the same date in another calendar`() {
    expectParsing(["ar", "السبت، ٢٥ رمضان ١٤٤٧ هـ - ١٤ مارس ٢٠٢٦", "2026-03-14"])
    expectParsing(["bn", "৩০ ফাল্গুন ১৪৩২ | ১৫ মার্চ ২০২৬", "2026-03-15"])
  }
}
