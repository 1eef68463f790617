import Basics
import Settings

/// A filter of urlwatch or webchanges.
struct JobFilter: Hashable {
  private static let maximumFilters = 40

  var name: String
  var value: ForeignValue

  /// Returns the filters of a job: a list of names and of mappings with one key, or a text such as
  /// `css:#news,html2text`.
  static func filters(in value: ForeignValue) -> [JobFilter] {
    let filters =
      switch value {
      case .scalar(let text):
        text.split(separator: ",").map { part in
          let pair = part.split(separator: ":", maxSplits: 1)
          return JobFilter(
            name: String(pair[0]).onOneLine, value: .scalar(pair.count > 1 ? String(pair[1]) : ""))
        }
      case .mapping(let pairs): pairs.map { JobFilter(name: $0.key, value: $0.value) }
      case .list(let items):
        items.flatMap { item in
          if case .scalar(let name) = item { return [JobFilter(name: name, value: .scalar(""))] }
          return item.pairs.map { JobFilter(name: $0.key, value: $0.value) }
        }
      }
    return Array(filters.prefix(maximumFilters))
  }

  /// Takes over what the filters of a job select, one within what the other selects, or notes why not.
  static func apply(_ filters: [JobFilter], to draft: inout RecordDraft) {
    var selected: String?
    var subject = ""
    for filter in filters where filter.selects {
      subject = "filter “\(filter.name)”"
      if filter.selectsWithinFeed { return applyOthers(filters, to: &draft) }
      do throws(XPathError) {
        let selector = try filter.selector()
        guard let outer = selected else {
          selected = selector
          continue
        }
        guard !(outer + selector).contains(","), !selector.contains(":is(") else {
          throw XPathError("it is applied to what another filter selects")
        }
        selected = outer + " " + selector
      } catch {
        draft.skip(subject, "“\(filter.shownValue)” is not taken over: \(error.reason)")
        return applyOthers(filters, to: &draft)
      }
    }
    if let selected { draft.setTeaserItem(filter: selected, subject: subject) }
    applyOthers(filters, to: &draft)
  }

  private static func applyOthers(_ filters: [JobFilter], to draft: inout RecordDraft) {
    for filter in filters {
      if filter.value["exclude"]?.text != nil {
        draft.skip(
          "filter “\(filter.name)”", "“exclude” is not taken over; “item” can have :not()")
      }
      guard !filter.selects, !textFilters.contains(filter.name) else { continue }
      filter.skip("filter “\(filter.name)”", &draft)
    }
  }

  private static let selectingFilters: Set = [
    "css", "xpath", "element-by-id", "element-by-class", "element-by-style", "element-by-tag",
  ]

  private var selects: Bool { JobFilter.selectingFilters.contains(name) }

  private var text: String { value.text ?? value["selector"]?.text ?? value["path"]?.text ?? "" }

  private var shownValue: String { text.onOneLine.truncated(to: 80) }

  /// Returns a selector for the elements that the filter selects.
  private func selector() throws(XPathError) -> String {
    let text = text.onOneLine
    switch name {
    case "css": return text
    case "xpath":
      guard let selector = try XPathTranslation(text, in: .document).selector else {
        throw XPathError("it selects the whole document")
      }
      return selector
    case "element-by-tag" where text.allSatisfy { $0.isASCII && $0.isLetter }: return text
    case "element-by-id" where !text.contains("\"") && !text.contains("\\"):
      return "[id=\"\(text)\"]"
    case "element-by-class" where !text.contains("\"") && !text.contains("\\"):
      return "[class~=\"\(text)\"]"
    default: throw XPathError("it selects a part of the page in another way")
    }
  }

  /// Filters that turn a page into text, which Ledewatch does itself.
  private static let textFilters: Set = [
    "absolute_links", "beautify", "format-xml", "html2text", "pretty-xml", "remove-duplicate-lines",
    "remove_repeated", "sort", "strip", "striplines", "strip_each_line", "reverse",
  ]

  /// Whether an expression selects the entries of a feed, which are read without selectors.
  private var selectsWithinFeed: Bool {
    let words = text.lowercased().split { !$0.isLetter }
    return name == "xpath"
      && words.contains { ["channel", "entry", "guid", "item", "pubdate", "updated"].contains($0) }
      && !text.contains("@class") && !text.contains("@id")
  }

  private func skip(_ subject: String, _ draft: inout RecordDraft) {
    switch name {
    case "shellpipe", "execute":
      draft.skip(subject, "it runs a program; programs are never taken over")
    case "jq", "format-json", "jsontoyaml",
      _ where name.hasPrefix("jsonpath"):
      draft.refuse("its page is JSON that is not a feed (\(subject))")
    case "pdf2text", "pypdf": draft.refuse("its page is a PDF file (\(subject))")
    case "ocr": draft.refuse("its page is an image (\(subject))")
    case "ical2text": draft.refuse("its page is a calendar (\(subject))")
    case "csv2text": draft.refuse("its page is a table in CSV (\(subject))")
    case "grep", "grepi", "keep_lines_containing", "delete_lines_containing",
      "delete_lines_containing_re":
      draft.skip(subject, "lines are not chosen by their words; “match” of a hook chooses articles")
    default:
      draft.skip(subject, "it changes the text of a page; Ledewatch reads articles as they are")
    }
  }
}
