import Basics
import Web

/// The connections of a source, and the bounds of its fetches.
extension SettingKeys {
  static let network: [Setting<SourceDraft>] = [
    Setting(
      "proxy",
      .text(
        "an address that begins with `http://`, `https://`, `socks4a://` or `socks5h://`",
        pattern: "^(https?|socks4a|socks5h)://."), default: .absent,
      "A proxy."
    ) { (draft, value) throws(SettingError) in
      draft.proxy.setAddress(try value.proxyAddress())
      draft.settings.network.proxy = draft.proxy.fullAddress
      // The password in an address makes a secret of the configuration file.
      if draft.proxy.hasPasswordInAddress {
        draft.secretFiles.append(Located(value.context.file, value))
      }
    },
    Setting(
      "proxy_user", .text("a user name", pattern: "^[^:]+$"), default: .absent,
      "The user at the proxy."
    ) { (draft, value) throws(SettingError) in
      draft.proxy.user = Located(try value.user(), value)
      guard draft.proxy.address?.contains("@") != true else {
        throw value.error("the address of the proxy already contains a user")
      }
      draft.settings.network.proxy = draft.proxy.fullAddress
    },
    Setting(
      "proxy_password_file", .secretFile, default: .absent,
      "A file with the password for the proxy."
    ) { (draft, value) throws(SettingError) in
      draft.proxy.password = Located(try value.secret(&draft.secretFiles), value)
      draft.settings.network.proxy = draft.proxy.fullAddress
    },
    Setting(
      "ca_file", .path, default: .described("the authorities of the system"),
      "A PEM file of certificate authorities that replace those of the system."
    ) { (draft, value) throws(SettingError) in
      let (path, content) = try value.certificateAuthorities()
      draft.settings.network.authoritiesPath = path
      draft.settings.network.authoritiesHash = StableHash.of(content)
    },
    Setting(
      "address_family", .choice(AddressFamilyName.self), default: .value("any"),
      "The IP versions that connections are made by."
    ) { (draft, value) throws(SettingError) in
      draft.settings.network.addressFamily = try value.choice(AddressFamilyName.self).value
    },
    Setting(
      "tls_minimum", .choice(TLSVersion.self), default: .value("1.2"),
      "The minimum version of TLS."
    ) { (draft, value) throws(SettingError) in
      draft.settings.network.minimumTLS = try value.choice(TLSVersion.self)
    },
    Setting(
      "allow",
      .list(
        .text("a host, an address or an address range such as `desk.lan:8080` or `10.0.0.0/8`")),
      default: .value("[]"),
      """
      The hosts and addresses that may be requested in addition to public ones and to the scheme, \
      host and port of the source.
      """
    ) { (draft, value) throws(SettingError) in
      draft.settings.network.allowed = try value.list(
        of: "hosts and address ranges ([desk.lan:8080, 192.168.0.0/16, fd00::/8])"
      ) {
        (item) throws(SettingError) in try item.allowedHost()
      }
    },
  ]

  static let bounds: [Setting<SourceDraft>] = [
    Setting(
      "fetch_limit", .duration(atLeast: .milliseconds(100)), default: .value("1m"),
      """
      The maximum time for a page. A third of it is available to connect (at least 20s), half of \
      it until the page begins to arrive (at least 30s).
      """
    ) { (draft, value) throws(SettingError) in
      let time = try value.duration(atLeast: .milliseconds(100))
      draft.settings.request.bounds.setMaximumDuration(time)
    },
    Setting(
      "page_limit", .size(1 << 10...1 << 30), default: .value("16M"),
      "The maximum size of a page."
    ) { (draft, value) throws(SettingError) in
      draft.settings.request.bounds.maximumBodySize = try value.size(1 << 10...1 << 30)
    },
  ]
}

/// The values of `address_family`.
private enum AddressFamilyName: String, CaseIterable {
  case any, ipv4, ipv6

  var value: AddressFamily {
    switch self {
    case .any: .any
    case .ipv4: .ipv4
    case .ipv6: .ipv6
    }
  }
}

extension Bounds {
  /// Sets the time for a whole fetch and adapts the times for its parts: a third of it to connect and
  /// half of it for a slow server if it is long, all of it if it is short.
  fileprivate mutating func setMaximumDuration(_ duration: Duration) {
    let defaults = Bounds()
    maximumDuration = duration
    maximumConnectDuration = min(duration, max(defaults.maximumConnectDuration, duration / 3))
    let period = min(duration, max(defaults.minimumSpeedPeriod, duration / 2))
    minimumSpeedPeriod = .seconds(max(1, period.components.seconds))
  }
}
