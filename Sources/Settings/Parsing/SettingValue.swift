import News
import Web
import WebURL
import Yams

import struct Foundation.TimeZone

/// A value of the configuration with its place; reads itself as what is wanted or says what is
/// wrong and what is allowed.
struct SettingValue {
  let node: Node
  let mark: Mark?
  let place: ConfigurationContext

  func with(_ node: Node, mark: Mark? = nil) -> SettingValue {
    SettingValue(node: node, mark: mark ?? node.mark, place: place)
  }

  func fault(_ message: String) -> ConfigurationDiagnostic {
    ConfigurationDiagnostic(
      file: place.file, line: mark?.line ?? 0, column: mark?.column ?? 0, message: message)
  }

  func wrong(_ message: String) -> SettingError { SettingError(diagnostics: [fault(message)]) }

  /// Nothing after the colon, or YAML's null.
  var isEmpty: Bool {
    node.scalar.map { $0.style == .plain && ["", "~", "null"].contains($0.string) } ?? false
  }

  // MARK: - Kinds of values

  /// - Parameter wanted: what is allowed, for the message.
  func text(_ wanted: String = "a text") throws(SettingError) -> String {
    guard let scalar = node.scalar, !isEmpty else { throw wrong("\(wanted) is wanted here") }
    return scalar.string
  }

  /// A text that goes into one line of a protocol or a log.
  func line(_ wanted: String = "a text") throws(SettingError) -> String {
    let text = try text(wanted)
    guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f })
    else { throw wrong("\(wanted) of one line is wanted here") }
    return text
  }

  func bool() throws(SettingError) -> Bool {
    switch try text("true or false").lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    case let other: throw wrong("true or false is wanted here, not “\(other.truncated(to: 40))”")
    }
  }

  func integer(_ range: ClosedRange<Int>) throws(SettingError) -> Int {
    let wanted = "a number from \(range.lowerBound) to \(range.upperBound)"
    guard let number = Int(try text(wanted)), range.contains(number) else {
      throw wrong("\(wanted) is wanted here, not “\(try text().truncated(to: 40))”")
    }
    return number
  }

  /// Seconds: `30s`, `1h30m`, `0.2`.
  func duration(atLeast least: Double = 0) throws(SettingError) -> Double {
    let wanted = "a duration (30s, 5m, 1h30m, 1d; a number alone is seconds)"
    let text = try text(wanted)
    guard let seconds = seconds(text), seconds <= 10 * 365 * 86_400 else {
      throw wrong("\(wanted) is wanted here, not “\(text.truncated(to: 40))”")
    }
    guard seconds >= least else { throw wrong("at least \(least) seconds, not “\(text)”") }
    return seconds
  }

  private func seconds(_ text: String) -> Double? {
    if let plain = decimal(text) { return plain }
    let units: [String: Double] = [
      "ms": 0.001, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800,
    ]
    var sum = 0.0
    var rest = text[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count).drop { $0 == " " }
      guard let number = decimal(digits), let size = units[String(unit)] else { return nil }
      sum += number * size
    }
    return text.isEmpty ? nil : sum
  }

  /// Digits with at most one point; not `1e9`, `nan` or `0x10`.
  private func decimal(_ text: some StringProtocol) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    return Double(String(text))
  }

  /// Bytes: `512k`, `16M`.
  func size(_ range: ClosedRange<Int>) throws(SettingError) -> Int {
    let wanted = "a size (512k, 16M, 1G; a number alone is bytes)"
    let text = try text(wanted)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let factors = ["": 1, "b": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    let bare = unit.count > 1 ? unit.replacing("ib", with: "").replacing("b", with: "") : unit
    guard let number = Int(digits), let factor = factors[bare] else {
      throw wrong("\(wanted) is wanted here, not “\(text.truncated(to: 40))”")
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    guard !overflow, range.contains(bytes) else {
      throw wrong("a size from \(range.lowerBound) to \(range.upperBound) bytes is wanted here")
    }
    return bytes
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type = Choice.self)
    throws(SettingError) -> Choice
  {
    let all = Choice.allCases.map(\.rawValue)
    let wanted = "one of " + all.joined(separator: ", ")
    let text = try text(wanted)
    if let choice = Choice(rawValue: text) { return choice }
    let hint = nearest(to: text, among: all).map { " (did you mean “\($0)”?)" } ?? ""
    throw wrong("\(wanted) is wanted here, not “\(text.truncated(to: 40))”\(hint)")
  }

  /// Each item of a list, read to the end whatever is wrong on the way.
  func list<Item>(
    _ wanted: String, _ read: (SettingValue) throws(SettingError) -> Item
  ) throws(SettingError) -> [Item] {
    guard case .sequence(let sequence) = node else {
      throw wrong("a list is wanted here: \(wanted)")
    }
    var items: [Item] = []
    var faults: [ConfigurationDiagnostic] = []
    for node in sequence {
      do { items.append(try read(with(node, mark: node.mark ?? mark))) } catch {
        faults += error.diagnostics
      }
    }
    guard faults.isEmpty else { throw SettingError(diagnostics: faults) }
    return items
  }

  /// Each pair of a mapping, likewise.
  func pairs<Item>(
    _ wanted: String, _ read: (String, SettingValue) throws(SettingError) -> Item
  ) throws(SettingError) -> [String: Item] {
    guard case .mapping(let mapping) = node else {
      throw wrong("name: value pairs are wanted here: \(wanted)")
    }
    var items: [String: Item] = [:]
    var faults: [ConfigurationDiagnostic] = []
    for (key, value) in mapping {
      do {
        let name = try with(key).text("a name")
        items[name] = try read(name, with(value, mark: value.mark ?? key.mark))
      } catch {
        faults += error.diagnostics
      }
    }
    guard faults.isEmpty else { throw SettingError(diagnostics: faults) }
    return items
  }
}

// MARK: - Values with a meaning
extension SettingValue {
  func name() throws(SettingError) -> String {
    let wanted = "a name of small letters, digits, “.”, “_” and “-”, at most 64"
    let name = try text(wanted)
    func isPlain(_ byte: UInt8) -> Bool {
      (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
    }
    guard let first = name.utf8.first, isPlain(first), name.utf8.count <= 64,
      name.utf8.allSatisfy({ isPlain($0) || [0x2d, 0x2e, 0x5f].contains($0) })
    else { throw wrong("\(wanted) is wanted here, not “\(name.truncated(to: 80))”") }
    return name
  }

  func address() throws(SettingError) -> WebURL {
    let wanted = "an address with http:// or https://"
    let text = try text(wanted)
    guard let address = WebURL(text) else {
      throw wrong("\(wanted) is wanted here, not “\(text.truncated(to: 80))”")
    }
    // It would not be sent, but stand in every entry.
    guard address.userInfo == nil else {
      throw wrong("an address without user and password is wanted here; see user, password_file")
    }
    return address
  }

  func timeZone() throws(SettingError) -> TimeZone {
    let wanted = "a time zone of the IANA database (Europe/Berlin, Asia/Seoul, UTC)"
    let name = try text(wanted)
    // Foundation takes "EST" and "GMT+3" too, which mean different things to different people.
    if name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) { return zone }
    let known = TimeZone.knownTimeZoneIdentifiers
    let hint =
      nearest(to: name, among: known) ?? known.first { $0.hasSuffix("/" + name.capitalized) }
    throw wrong(
      "\(wanted) is wanted here, not “\(name.truncated(to: 40))”"
        + (hint.map { " (did you mean “\($0)”?)" } ?? ""))
  }

  /// BCP 47, as far as its form goes.
  func language() throws(SettingError) -> String {
    let wanted = "a language tag (en, pt-BR)"
    let tag = try text(wanted)
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    func isPlain(_ part: Substring) -> Bool {
      (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    guard (2...3).contains(parts[0].count), parts[0].allSatisfy(\.isLetter),
      parts.allSatisfy(isPlain)
    else { throw wrong("\(wanted) is wanted here, not “\(tag.truncated(to: 40))”") }
    return tag
  }

  func charset() throws(SettingError) -> String {
    let wanted = "a charset's label (utf-8, windows-1251, euc-kr)"
    let label = try text(wanted)
    if PageCharset.isLabel(label) { return label }
    let hint = PageCharset.suggestedLabel(for: label).map { " (did you mean “\($0)”?)" } ?? ""
    throw wrong("\(wanted) is wanted here, not “\(label.prefix(40))”\(hint)")
  }

  /// An address range, `10.0.0.0/8` or `fd00::/8`; a single address is a range of one.
  func range() throws(SettingError) -> String {
    let wanted = "an address range (192.168.0.0/16, fd00::/8)"
    let text = try text(wanted)
    let ranges = text.contains("/") ? [text] : [text + "/32", text + "/128"]
    guard let range = ranges.first(where: AddressPolicy.isRange) else {
      throw wrong("\(wanted) is wanted here, not “\(text.truncated(to: 60))”")
    }
    return range
  }

  func proxy() throws(SettingError) -> String {
    let wanted = "an address with http://, https://, socks4a:// or socks5h://"
    let text = try line(wanted)
    guard ["http://", "https://", "socks4a://", "socks5h://"].contains(where: text.hasPrefix) else {
      // Less a password that may be in it.
      let shown = text.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
      throw wrong(
        "\(wanted) is wanted here, not “\(text.contains("@") ? "…@" : "")\(shown.truncated(to: 80))”"
      )
    }
    return text
  }

  /// For basic authentication, which ends the user's name at a colon (RFC 7617 2).
  func user() throws(SettingError) -> String {
    let user = try line("a user's name")
    guard !user.contains(":") else {
      throw wrong("a user's name without “:” is wanted here; the password has a file of its own")
    }
    return user
  }

  /// The path of a PEM file of certificates, and what is in it.
  func authorities() throws(SettingError) -> (path: String, content: [UInt8]) {
    let file = try path()
    let bytes: [UInt8]
    do { bytes = try place.files.read(file, 8 << 20) } catch { throw wrong("\(file): \(error)") }
    guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
      throw wrong("\(file): holds no certificate (“BEGIN CERTIFICATE”, PEM)")
    }
    return (file, bytes)
  }

  /// An absolute path; `~/` is the home directory, any other relative one begins beside the file.
  func path() throws(SettingError) -> String {
    let path = try line("a path")
    if path.hasPrefix("/") { return path }
    if path == "~" || path.hasPrefix("~/") {
      guard let home = place.environment["HOME"], home.hasPrefix("/") else {
        throw wrong("“~” is no place here: HOME is not set")
      }
      return home + path.dropFirst()
    }
    return place.directory + "/" + path
  }

  /// A program and its arguments.
  func argv() throws(SettingError) -> [String] {
    let wanted = "[program, argument, …]; there is no shell"
    let words = try list(wanted) { (word) throws(SettingError) in
      let text = try word.text("a word")
      guard !text.utf8.contains(0) else { throw word.wrong("a word without NUL is wanted here") }
      return text
    }
    guard let program = words.first, !program.isEmpty else { throw wrong(wanted) }
    guard program.contains("/"), case .sequence(let sequence) = node else { return words }
    return [try with(sequence[0]).path()] + words.dropFirst()
  }

  /// The content of a file with a secret, without the newline at its end. A relative name is one
  /// of systemd's credentials where there are any.
  func secret() throws(SettingError) -> String {
    let name = try line("a file's name")
    let file: String
    if !name.hasPrefix("/"), let credentials = place.environment["CREDENTIALS_DIRECTORY"] {
      file = credentials + "/" + name
    } else {
      file = try path()
    }
    do {
      var bytes = try place.files.read(file, 64 << 10)
      while let last = bytes.last, last == 0x0a || last == 0x0d { bytes.removeLast() }
      guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
        throw wrong("\(file): holds no text")
      }
      return text
    } catch let error as SettingError {
      throw error
    } catch {
      throw wrong("\(file): \(error)")
    }
  }
}
