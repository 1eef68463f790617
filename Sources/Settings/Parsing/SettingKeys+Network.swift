import Basics
import Web

/// The connections of a source, and the bounds of its fetches.
extension SettingKeys {
  static let network: [Setting<SourceDraft>] = [
    Setting("proxy") { (draft, value) throws(SettingError) in
      draft.proxy.setAddress(try value.proxyAddress())
      draft.settings.network.proxy = draft.proxy.fullAddress
    },
    Setting("proxy_user") { (draft, value) throws(SettingError) in
      draft.proxy.user = Located(try value.user(), value)
      guard draft.proxy.address?.contains("@") != true else {
        throw value.error("the address of the proxy already contains a user")
      }
      draft.settings.network.proxy = draft.proxy.fullAddress
    },
    Setting("proxy_password_file") { (draft, value) throws(SettingError) in
      draft.proxy.password = Located(try value.secret(), value)
      draft.settings.network.proxy = draft.proxy.fullAddress
    },
    Setting("ca_file") { (draft, value) throws(SettingError) in
      let (path, content) = try value.certificateAuthorities()
      draft.settings.network.authoritiesPath = path
      draft.settings.network.authoritiesHash = StableHash.of(content)
    },
    Setting("address_family") { (draft, value) throws(SettingError) in
      draft.settings.network.addressFamily = try value.choice(AddressFamilyName.self).value
    },
    Setting("tls_minimum") { (draft, value) throws(SettingError) in
      draft.settings.network.minimumTLS = try value.choice(TLSVersion.self)
    },
    Setting("allow") { (draft, value) throws(SettingError) in
      draft.settings.network.allowedRanges = try value.list(
        of: "address ranges ([192.168.0.0/16, fd00::/8])"
      ) {
        (item) throws(SettingError) in try item.addressRange()
      }
    },
  ]

  static let bounds: [Setting<SourceDraft>] = [
    Setting("fetch_limit") { (draft, value) throws(SettingError) in
      let time = try value.duration(atLeast: .milliseconds(100))
      draft.settings.request.bounds.setTotalTime(time.seconds)
    },
    Setting("page_limit") { (draft, value) throws(SettingError) in
      draft.settings.request.bounds.bodyBytes = try value.size(1 << 10...1 << 30)
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
  /// Sets the time for a whole fetch, in seconds, and adapts the times for its parts: a third of it
  /// to connect and half of it for a slow server if it is long, all of it if it is short.
  fileprivate mutating func setTotalTime(_ time: Double) {
    let defaults = Bounds()
    totalTime = time
    connectTime = min(time, max(defaults.connectTime, time / 3))
    lowSpeedTime = max(1, Int(min(time, max(Double(defaults.lowSpeedTime), time / 2))))
  }
}
