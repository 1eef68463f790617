import WebURL

extension WebURL {
  /// The URL reduced to what identifies the article: without scheme, `www.`, final slash, session
  /// IDs and tracking parameters; with sorted parameters and uniform percent-encoding. It cannot be
  /// fetched.
  package var identityKey: String {
    let pathAndQuery = pathAndQuery.utf8
    let path = pathAndQuery.prefix { $0 != 0x3F }
    var out: [UInt8] = []
    out.reserveCapacity(string.utf8.count)
    var host = Array(hostAndPort.utf8)[...]
    if host.starts(with: "www.".utf8), host.dropFirst(4).contains(0x2E) { host = host.dropFirst(4) }
    out.append(contentsOf: host)
    URLIdentity.appendPath(ArraySlice(path), to: &out)
    let kept = ArraySlice(pathAndQuery[path.endIndex...].dropFirst()).split(separator: 0x26)
      .filter { !URLIdentity.isVolatile(parameter: $0) }
      .map(URLIdentity.uniform)
      .sorted { $0.lexicographicallyPrecedes($1) }
    for (i, parameter) in kept.enumerated() {
      out.append(i == 0 ? 0x3F : 0x26)
      out.append(contentsOf: parameter)
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// The parts of a URL that do not identify the article.
enum URLIdentity {
  /// Query parameters that tell where a visitor came from, lower-case and sorted. Sources: the
  /// query stripping lists of Firefox and Brave, ClearURLs' global rules, and the campaign
  /// parameters documented by Adobe (icid, cmpid, s_cid), AOL (ncid), CNN (iid, iref, hpt) and
  /// Alibaba (spm).
  static let tracking: [String] = [
    "__hsfp", "__hssc", "__hstc", "__s", "__twitter_impression", "_ga", "_gl", "_hsenc", "_hsmi",
    "_openstat", "action_object_map", "action_ref_map", "action_type_map", "at_campaign",
    "at_medium", "cmp", "cmpid", "dclid", "epik", "fb_action_ids", "fb_action_types", "fb_ref",
    "fb_source", "fbclid", "ftag", "gbraid", "gclid", "gclsrc", "gs_l", "guccounter",
    "guce_referrer", "guce_referrer_sig", "hpt", "hsctatracking", "icid", "igshid", "iid", "iref",
    "mc_cid", "mc_eid", "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "msclkid", "mtm_campaign",
    "mtm_keyword", "ncid", "ns_campaign", "ns_linkname", "ns_mchannel", "ns_source", "oft_id",
    "oly_anon_id", "oly_enc_id", "otc", "pk_campaign", "pk_kwd", "rb_clickid", "recruited_by_id",
    "ref_src", "ref_url", "s_cid", "spm", "srsltid", "trk", "twclid", "unicorn_click_id",
    "vero_conv", "vero_id", "wbraid", "wickedid", "wt.mc_id", "wt_zmc", "xtor", "yclid",
  ]

  /// Prefixes of tracking parameters (Google Analytics and similar services).
  static let trackingPrefixes: [String] = ["itm_", "mtm_", "pk_", "utm_"]

  /// Query and path parameters that carry a session ID, lower-case and sorted.
  static let session: [String] = [
    "aspsessionid", "cfid", "cftoken", "jsessionid", "phpsessid", "session_id", "sessionid",
    "xploidid",
  ]
  /// Parameters that carry a session ID on some sites and an article ID on others. They count as
  /// sessions only if their value is a random token.
  static let ambiguous: [String] = ["oscsid", "s", "sess", "session", "sid", "zenid"]

  private static let volatileHashes = hashes(tracking + session)
  private static let prefixHashes = hashes(trackingPrefixes)
  private static let ambiguousHashes = hashes(ambiguous)

  private static func hashes(_ names: [String]) -> HashSet {
    HashSet(names.map { TextHash.hash(of: $0.utf8) })
  }

  static func isVolatile(parameter: ArraySlice<UInt8>) -> Bool {
    let mark = parameter.firstIndex(of: 0x3D) ?? parameter.endIndex
    guard mark - parameter.startIndex <= 24 else { return false }
    var hash = TextHash()
    for byte in parameter[..<mark] {
      hash.combine(UInt64(byte.lowercased))
      if byte == 0x5F, prefixHashes.contains(hash.value) { return true }
    }
    if volatileHashes.contains(hash.value) { return true }
    guard mark < parameter.endIndex, ambiguousHashes.contains(hash.value) else { return false }
    return isToken(parameter[(mark + 1)...])
  }

  /// Whether the value has at least 16 letters and digits, at least two digits among them, which no
  /// editor would choose.
  private static func isToken(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count >= 16 else { return false }
    var digits = 0
    for byte in value {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x41...0x5A, 0x61...0x7A: break
      default: return false
      }
    }
    return digits >= 2
  }

  static func appendPath(_ path: ArraySlice<UInt8>, to out: inout [UInt8]) {
    let start = out.count
    guard path.contains(where: { $0 == 0x25 || $0 == 0x3B }) else {
      for (i, byte) in zip(path.indices, path)
      where byte != 0x2F || i + 1 < path.endIndex && path[i + 1] != 0x2F {
        out.append(byte)
      }
      if out.count == start { out.append(0x2F) }
      return
    }
    for segment in path.split(separator: 0x2F) {
      out.append(0x2F)
      var parts = segment.split(separator: 0x3B, omittingEmptySubsequences: false)[...]
      while parts.count > 1, let last = parts.last, isVolatile(parameter: last) {
        parts.removeLast()
      }
      for (i, part) in parts.enumerated() {
        if i > 0 { out.append(0x3B) }
        out.append(contentsOf: uniform(part))
      }
    }
    if out.count == start { out.append(0x2F) }
  }

  /// Returns the text with upper-case percent-encoding, and only where it is needed (RFC 3986,
  /// 6.2.2).
  static func uniform(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(0x25) else { return Array(text) }
    var out: [UInt8] = []
    var i = text.startIndex
    while i < text.endIndex {
      if text[i] == 0x25, i + 2 < text.endIndex, let high = PercentEncoding.hexValue(text[i + 1]),
        let low = PercentEncoding.hexValue(text[i + 2])
      {
        let byte = high << 4 | low
        if isUnreserved(byte) {
          out.append(byte)
        } else {
          out.append(contentsOf: [
            0x25, PercentEncoding.hexDigit(high), PercentEncoding.hexDigit(low),
          ])
        }
        i += 3
      } else {
        out.append(text[i])
        i += 1
      }
    }
    return out
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
