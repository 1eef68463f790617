import News
import Web
import WebURL

/// A source that is being decoded, or the defaults of all sources.
struct SourceDraft {
  var name: Located<String>?
  var url: WebURL?
  /// The name that the source had before.
  var formerName: Located<String>?
  var user: Located<String>?
  var password: Located<String>?
  var proxy = ProxyDraft()
  var fetchProgram: Located<String>?
  /// The files that secrets were read from.
  var secretFiles: [Located<String>] = []
  /// The initial delays, if they are set.
  var initialRetry: Duration?
  var initialBackOff: Duration?
  /// The settings of the source itself, without those of the defaults.
  var given: [String: SettingValue] = [:]
  /// All other settings; name and URL are placeholders.
  var settings = Source(name: "", url: WebURL("http://unnamed.invalid/")!)

  var source: Source? {
    guard let name, let url else { return nil }
    var source = settings
    source.name = name.value
    source.url = url
    if let formerName { source.intake.formerName = .name(formerName.value) }
    if let user {
      source.request.credentials = Credentials(user: user.value, password: password?.value ?? "")
    }
    return source
  }
}

/// A proxy that is being decoded.
struct ProxyDraft {
  private(set) var address: String?
  var user: Located<String>?
  var password: Located<String>?

  /// Sets the address. The credentials of another proxy, that of the defaults, are dropped.
  mutating func setAddress(_ newAddress: String) {
    if address != nil { (user, password) = (nil, nil) }
    address = newAddress
  }

  /// Whether the address contains a user and a password.
  var hasPasswordInAddress: Bool {
    guard let address, let scheme = address.firstRange(of: "://"),
      let end = address.lastIndex(of: "@")
    else { return false }
    return scheme.upperBound < end && address[scheme.upperBound..<end].contains(":")
  }

  /// The address with user and password, as libcurl expects it.
  var fullAddress: String? {
    guard let address, let user, let scheme = address.firstRange(of: "://") else { return address }
    let secret = password.map { ":" + ProxyDraft.percentEncoded($0.value) } ?? ""
    return address[..<scheme.upperBound] + ProxyDraft.percentEncoded(user.value) + secret + "@"
      + address[scheme.upperBound...]
  }

  private static func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic || (0x30...0x39).contains(byte)
      return isPlain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
