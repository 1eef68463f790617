// A harness for libFuzzer that parses dates: of elements, in running text, in attributes and in URLs.
//
// The first byte chooses language, order and zone; what stands before a 0x01, where there is one, is
// a date format.

import Dates

import struct Foundation.TimeZone

private let languages = [
  nil, "en", "en-US", "de", "fr", "ru", "ar", "fa", "he", "hi", "ne", "bn", "th", "zh", "ja", "ko",
  "am", "tr", "vi", "el", "pl", "fi", "hu", "mn",
]
private let zones = [0, 19_800, -43_200, 50_400].map { TimeZone(secondsFromGMT: $0)! }
private let orders: [DateOrder?] = [nil] + DateOrder.allCases

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDates(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = Array(UnsafeBufferPointer(start: start, count: count))
  guard !input.isEmpty else { return 0 }
  let choice = Int(input.removeFirst())
  var context = DateContext(
    now: 1_773_500_000, timeZone: zones[choice / 64], language: languages[choice % languages.count],
    order: orders[choice / 16 % orders.count])
  if let mark = input.firstIndex(of: 1) {
    context.format = try? DateFormat(String(decoding: input[..<mark], as: UTF8.self))
    input.removeSubrange(...mark)
  }
  let parser = DateParser(context)
  input.withUnsafeBufferPointer { bytes in
    check(parser.parse(bytes), length: bytes.count)
    check(parser.parseMachineReadable(bytes))
  }
  let text = String(decoding: input, as: UTF8.self)
  check(parser.parse(text), length: text.utf8.count)
  check(parser.date(inURL: text))
  var end = 0
  for mention in parser.mentions(in: text) {
    require(mention.range.lowerBound >= end && !mention.range.isEmpty, "overlapping mentions")
    end = mention.range.upperBound
    check(mention.date)
  }
  require(end <= text.utf8.count, "a mention behind the end")
  _ = DateParser.inferredOrder(from: text.split(separator: "\n").map(String.init))
  return 0
}

private func check(_ result: DateParseResult, length: Int) {
  require((result.date == nil) == (result.range == nil))
  if let range = result.range { require(range.upperBound <= length && !range.isEmpty) }
  _ = result.explanation
  check(result.date)
}

/// Sees that all parts of a date are in their ranges.
private func check(_ date: PageDate?) {
  guard let date else { return }
  if let second = date.secondOfDay { require((0...86_400).contains(second), "time of day") }
  let parts = date.day.components
  require((1...12).contains(parts.month) && (1...31).contains(parts.day), "day")
  _ = RFC3339.string(from: date, in: zones[1])
  guard (1...9999).contains(parts.year) else { return }
  let again = RFC3339.pageDate(from: RFC3339.partialString(from: date))
  require(again?.day == date.day, "another day after it was written")
}
