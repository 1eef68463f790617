extension ImportRemark {
  /// The remark without what only this record has, so that equal ones can be counted.
  package var summary: String { "\(subject): \(reason.withoutQuotations)" }
}

extension RefusedRecord {
  /// The reason without what only this record has, so that equal ones can be counted.
  package var summary: String { reason.withoutQuotations }
}

extension String {
  /// The text with an ellipsis for each quotation that begins it. Later ones are names and examples.
  fileprivate var withoutQuotations: String {
    guard hasPrefix("“"), let end = lastIndex(of: "”"),
      let rest = range(of: "” ") ?? range(of: "”;"), rest.lowerBound <= end
    else { return self }
    return "…" + self[index(after: rest.lowerBound)...]
  }
}
