import Dates
import Testing

@Suite struct DateGrammarLookalikesTests {
  @Test(arguments: [
    "The conference took place on March 8, 2026 in Pyongyang and was attended by many",
    "at a press conference on March 8 denounced", "Elections on November 5",
    "2025 was recorded as one of the hottest years", "In 2025 the company sold 12 ships",
    "The 31st Summer Games", "May 2026", "March", "2026", "Sun", "5 March Street",
    "Mon-Fri 9:00-17:00", "9:00 am - 5:00 pm", "Version 3.2.1", "192.168.1.1", "3.5/5", "10/10",
    "1-800-555-0199", "+44 20 7946 0958", "£12.50", "US$ 3.14 million", "COVID-19", "9/11",
    "24/6",
    "Q1 2026", "FY2025-26", "Vol. 12 No. 3", "12 Comments", "2 days", "in 3 days", "12:30 pm",
    "24 hours a day", "Today's paper", "Sunday Times", "1,200,000", "100%", "14°C", "#14",
    "A/RES/60/251", "ISSN 1234-5678", "20260399", "Sec. 12-03-2026-A", "Tomorrow",
    "Issue 14, March 2026", "Two die in crash", "One year of war", "Here", "",
  ])
  func `A text that only looks like a date is no date`(_ text: String) {
    #expect(dateParser().parse(text).date == nil, "\(dateParser().parse(text).explanation)")
  }

  @Test(arguments: [
    ["en", "Apollo 11", "-"],
    ["en", "3-1 win", "-"],
    ["en", "21st century", "-"],
    ["en", "1980s", "-"],
    ["en", "September 11 attacks", "-"],
    ["en", "Fourth of July", "-"],
    ["en", "10 Downing Street", "-"],
    ["en", "16:9", "-"],
    ["en", "4.5/5 stars", "-"],
    ["en", "3.14", "-"],
    ["en", "iOS 17.4.1", "-"],
    ["en", "Article 14(2)", "-"],
    ["en", "Mar-a-Lago", "-"],
    ["en", "Jan Smith", "-"],
    ["en", "Spring 2026", "-"],
    ["en", "2026/27", "-"],
    ["en", "Friday prayers", "-"],
    ["en", "Feb. unemployment", "-"],
    ["en", "12 Monkeys", "-"],
    ["en", "+86 10 8888 1234", "-"],
    ["en", "86-10-88881234", "-"],
    ["en", "April O'Neil", "-"],
    ["en", "March for Life", "-"],
    ["en", "3 days of fighting", "-"],
    ["en", "$2026", "-"],
    ["ko", "5·18 민주화운동", "-"],
    ["ko", "3·1절", "-"],
    ["ko", "6.25전쟁", "-"],
    ["ko", "2026년 상반기", "-"],
    ["ko", "12월호", "-"],
    ["ko", "4월 25일 문화회관", "-"],
    ["ko", "24시간", "-"],
    ["ko", "3일간", "-"],
    ["ko", "3월 3일~8일", "-"],
    ["ko", "2026.03.03 ~ 2026.03.08", "-"],
    ["zh", "2026年两会", "-"],
    ["zh", "五一劳动节", "-"],
    ["zh", "1-2月", "-"],
    ["zh", "24小时", "-"],
    ["zh", "1949年10月1日中华人民共和国成立", "-"],
    ["zh", "2026年3月3日至8日", "-"],
    ["zh", "3月3日至8日", "-"],
    ["ja", "2026年春闘", "-"],
    ["ja", "5分前行動", "-"],
    ["ja", "第1四半期", "-"],
    ["ja", "24時間", "-"],
    ["ja", "3.11", "-"],
    ["ja", "2026年3月3日～8日", "-"],
    ["ru", "с 3 по 8 марта 2026", "-"],
    ["ru", "3–8 марта 2026", "-"],
    ["ru", "1 сентября — День знаний", "-"],
    ["ru", "ул. 8 Марта, 12", "-"],
    ["de", "1. Bundesliga", "-"],
    ["de", "1. FC Köln", "-"],
    ["de", "2. Halbjahr 2026", "-"],
    ["de", "08/15", "-"],
    ["de", "§ 14 Abs. 3", "-"],
    ["de", "1.234.567", "-"],
    ["fr", "article 49.3", "-"],
    ["fr", "1er arrondissement", "-"],
    ["fr", "75001 Paris", "-"],
    ["fr", "3e édition", "-"],
    ["es", "11-M", "-"],
    ["es", "1 de cada 3", "-"],
    ["es", "artículo 14.3", "-"],
    ["pt", "de 3 a 8 de março de 2026", "-"],
    ["pt", "1 em cada 3", "-"],
    ["it", "dal 3 all'8 marzo 2026", "-"],
    ["nl", "van 3 tot 8 maart", "-"],
    ["pl", "od 3 do 8 marca 2026", "-"],
    ["tr", "3-8 Mart 2026", "-"],
    ["ar", "المادة 14", "-"],
    ["ar", "24 ساعة", "-"],
    ["ar", "الدوري 2025-2026", "-"],
    ["hi", "14 लाख", "-"],
    ["vi", "Số 14/2026/NĐ-CP", "-"],
    ["vi", "tháng 3/2026", "-"],
  ])
  func `A text that only looks like a date is no date in any language`(_ row: [String]) {
    expectParsing(row)
  }

  @Test(arguments: [
    "12-14 March 2026", "March 12 - April 3, 2026", "from 12 to 14 March 2026",
    "until March 31, 2026", "03/12/2026 - 03/14/2026",
  ])
  func `A range of days is no date`(_ text: String) {
    #expect(dateParser().parse(text).date == nil)
  }
}
