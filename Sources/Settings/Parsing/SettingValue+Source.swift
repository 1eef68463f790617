import Basics
import News
import Web
import WebURL

import struct Foundation.TimeZone

/// Names, addresses, and properties of sites.
extension SettingValue {
  func name() throws(SettingError) -> String {
    let expectation =
      "a name of at most 64 lowercase letters, digits, “.”, “_” and “-” that begins with a letter "
      + "or digit"
    let name = try text(expectation)
    guard Source.isName(name) else { throw expected(expectation) }
    return name
  }

  func url() throws(SettingError) -> WebURL {
    let expectation = "a URL that begins with http:// or https://"
    let text = try text(expectation)
    guard let url = WebURL(text) else {
      let isHostFirst = !text.contains("://") && text.prefix { $0 != "/" }.contains(".")
      let suggestion = isHostFirst ? WebURL("https://" + text)?.string : nil
      throw expected(expectation, suggested: suggestion)
    }
    // They would not be sent, but every entry would contain them.
    guard url.userInfo == nil else {
      throw error("a URL must not contain a user or a password; use “user” and “password_file”")
    }
    return url
  }

  func timeZone() throws(SettingError) -> TimeZone {
    let expectation = "a time zone of the IANA database (Europe/Berlin, Asia/Seoul, UTC)"
    let name = try text(expectation)
    if let zone = TimeZone(databaseName: name) { return zone }
    throw expected(expectation, suggested: SettingValue.suggestedTimeZone(for: name))
  }

  /// Returns the name that was probably meant: the same name in other letters, the place alone, an offset
  /// (whose sign the database reverses), or a similar name.
  private static func suggestedTimeZone(for name: String) -> String? {
    let known = TimeZone.knownTimeZoneIdentifiers + TimeZone.namesWithoutPlace.sorted()
    let wanted = name.replacing(" ", with: "_").lowercased()
    let exact = known.first { $0.lowercased() == wanted || $0.lowercased().hasSuffix("/" + wanted) }
    return exact ?? offsetZone(wanted) ?? closestMatch(to: name, among: known)
  }

  /// Returns "Etc/GMT-3" for "gmt+3", "utc+3" and "utc+03:00".
  private static func offsetZone(_ text: String) -> String? {
    guard text.hasPrefix("gmt") || text.hasPrefix("utc"), let sign = text.dropFirst(3).first,
      sign == "+" || sign == "-",
      let hours = Int(text.dropFirst(4).prefix { $0 != ":" }), (0...12).contains(hours)
    else { return nil }
    return "Etc/GMT\(sign == "+" ? "-" : "+")\(hours)"
  }

  /// Decodes a language tag; only its syntax is checked (BCP 47).
  func language() throws(SettingError) -> String {
    let expectation = "a language tag (en, pt-BR)"
    let tag = try text(expectation)
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    func isSubtag(_ part: Substring) -> Bool {
      (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    guard (2...3).contains(parts[0].count), parts[0].allSatisfy(\.isLetter),
      parts.allSatisfy(isSubtag)
    else { throw expected(expectation) }
    return tag
  }

  func charset() throws(SettingError) -> String {
    let expectation = "a charset label (utf-8, windows-1251, euc-kr)"
    let label = try text(expectation)
    if PageCharset.isLabel(label) { return label }
    throw expected(expectation, suggested: PageCharset.suggestedLabel(for: label))
  }

  /// Decodes an entry of `allow`: a host, an address or an address range.
  func allowedHost() throws(SettingError) -> AllowedHost {
    let expectation =
      "a host, an address or an address range (desk.lan, desk.lan:8080, 192.168.0.7, 192.168.0.0/16)"
    guard let host = AllowedHost(try text(expectation)) else { throw expected(expectation) }
    return host
  }

  func proxyAddress() throws(SettingError) -> String {
    let expectation = "an address that begins with http://, https://, socks4a:// or socks5h://"
    let text = try line(expectation)
    guard ["http://", "https://", "socks4a://", "socks5h://"].contains(where: text.hasPrefix) else {
      // The part before “@” may contain a password.
      let host = text.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
      throw expected(expectation, shown: (text.contains("@") ? "…@" : "") + host)
    }
    return text
  }

  /// Decodes a user for basic authentication, which ends the name at a colon (RFC 7617 2).
  func user() throws(SettingError) -> String {
    let user = try line("a user name")
    guard !user.contains(":") else {
      throw error("a user name must not contain “:”; the password is read from a file")
    }
    return user
  }
}
