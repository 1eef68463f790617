import Basics
import Settings

/// Job lists of urlwatch and of its fork webchanges: a document of YAML for each job.
enum JobListImport {
  static func read(_ bytes: [UInt8], file: String, format: ImportFormat) -> ImportResult {
    var result = ImportResult(format: format)
    for document in YAMLStream.documents(of: bytes, file: file) {
      switch document {
      case .success(.list(let jobs)): for job in jobs { record(job).finish(into: &result) }
      case .success(let job): if !job.pairs.isEmpty { record(job).finish(into: &result) }
      case .failure(let error):
        guard !result.isFull else {
          result.isIncomplete = true
          return result
        }
        let reason = error.diagnostics.first.map { "line \($0.line): \($0.message)" } ?? "invalid"
        result.refusals.append(RefusedRecord(label: "a job", reason: reason.onOneLine))
      }
    }
    return result
  }

  private static func record(_ job: ForeignValue) -> RecordDraft {
    let address = job["url"]?.text ?? job["navigate"]?.text ?? ""
    var draft = RecordDraft(address: address)
    draft.title = job["name"]?.text ?? ""
    if job["command"] != nil || job["kind"]?.text == "shell" {
      draft.refuse("it runs a command; commands are never taken over")
    }
    for pair in job.pairs { add(pair, to: &draft) }
    return draft
  }

  private static func add(_ pair: ForeignPair, to draft: inout RecordDraft) {
    let (key, value) = (pair.key, pair.value)
    switch key {
    case "filter", "filters":
      JobFilter.apply(JobFilter.filters(in: value), to: &draft)
    case "method": draft.setMethod(value.text ?? "")
    case "data", "data_as_json": if !value.isUnset { draft.setMethod("POST") }
    case "headers": draft.setHeaders(value.pairs.map { ($0.key, $0.value.text ?? "") })
    case "cookies": if !value.isUnset { draft.requireCookie() }
    case "http_credentials":
      draft.requireSecret(
        "“http_credentials”", "write “user: NAME” and “password_file: FILE” to the source")
    case "http_proxy", "https_proxy", "proxy": if let proxy = value.text { draft.setProxy(proxy) }
    case "encoding": if let label = value.text { draft.setCharset(label) }
    case "user_agent": if let agent = value.text { draft.setUserAgent(agent) }
    case "tags": draft.addTags(value.texts.flatMap { $0.split(separator: ",").map(String.init) })
    case "enabled": if value.isFalse { draft.set("paused", "true") }
    case "timeout":
      // 0 is no limit.
      if let seconds = value.text.flatMap(Double.init), (1...86_400).contains(seconds) {
        draft.set("fetch_limit", "\(Int(seconds.rounded(.up)))s")
      }
    case _ where silentKeys.contains(key): return
    case _ where value.isUnset: return
    default: draft.skip("“\(key)”", reason(for: key))
    }
  }

  /// Keys that are read elsewhere, or change nothing of what is watched.
  private static let silentKeys: Set = [
    "command", "guid", "index_number", "kind", "max_tries", "name", "note", "retries", "tz", "url",
    "user_visible_url", "ignore_cached", "is_markdown", "monospace", "mime_type",
  ]

  private static func reason(for key: String) -> String {
    for (keys, reason) in reasons where keys.contains(key) { return reason }
    return "Ledewatch has no such setting"
  }

  private static let reasons: [(keys: Set<String>, reason: String)] = [
    (
      [
        "navigate", "use_browser", "wait_until", "wait_for", "wait_for_selector", "wait_for_url",
        "wait_for_timeout", "wait_for_function", "wait_for_navigation", "block_elements",
        "evaluate",
        "init_script", "initialization_js", "initialization_url", "ignore_https_errors", "stealth",
        "connect_over_cdp", "switches", "user_data_dir", "referer", "ignore_default_args",
      ],
      "it needs a browser; if the page has no teasers without one, write “fetch: {command: […]}”"
    ),
    (
      [
        "diff_filter", "diff_filters", "additions_only", "added_only", "deletions_only",
        "deleted_only", "compared_versions", "contextlines", "treat_new_as_changed",
        "markdown_padded_tables", "empty_as_transient",
      ],
      "it concerns differences between versions of a page; Ledewatch reports new articles"
    ),
    (["diff_tool", "differ"], "it may run a program; programs are never taken over"),
    (
      ["ssl_no_verify", "ignore_dh_key_too_small"],
      "certificates are always verified; “ca_file” names other authorities"
    ),
    (
      [
        "ignore_connection_errors", "ignore_http_error_codes", "ignore_timeout_errors",
        "ignore_too_many_redirects", "suppress_errors", "suppress_repeated_errors",
        "suppress_error_ended",
      ],
      "a failure is reported once when the health of the source changes; “expect: {optional: true}” ignores it"
    ),
    (["params"], "write the parameters into the URL"),
  ]
}
