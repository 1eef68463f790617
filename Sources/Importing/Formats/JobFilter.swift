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

  /// Takes over what the filter selects, or notes why not.
  func apply(to draft: inout RecordDraft) {
    let subject = "filter “\(name)”"
    switch name {
    case "css", "xpath":
      let text = value.text ?? value["selector"]?.text ?? value["path"]?.text ?? ""
      guard !text.isEmpty, !selectsWithinFeed(text) else { return }
      name == "css"
        ? draft.setTeaserItem(filter: text, subject: subject)
        : draft.setTeaserItem(xpathFilter: text, subject: subject)
      if value["exclude"]?.text != nil {
        draft.skip(subject, "“exclude” is not taken over; “item” can have :not()")
      }
    case _ where JobFilter.textFilters.contains(name): return
    default: skip(subject, &draft)
    }
  }

  /// Filters that turn a page into text, which Ledewatch does itself.
  private static let textFilters: Set = [
    "absolute_links", "beautify", "format-xml", "html2text", "pretty-xml", "remove-duplicate-lines",
    "remove_repeated", "sort", "strip", "striplines", "strip_each_line", "reverse",
  ]

  /// Whether an expression selects the entries of a feed, which are read without selectors.
  private func selectsWithinFeed(_ text: String) -> Bool {
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
    case "element-by-id", "element-by-class", "element-by-style", "element-by-tag":
      draft.skip(subject, "it selects a part of the page; teasers are detected")
    case "grep", "grepi", "keep_lines_containing", "delete_lines_containing",
      "delete_lines_containing_re":
      draft.skip(subject, "lines are not chosen by their words; “match” of a hook chooses articles")
    default:
      draft.skip(subject, "it changes the text of a page; Ledewatch reads articles as they are")
    }
  }
}
