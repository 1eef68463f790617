import CCurl

/// Cookies of one name, kept from fetch to fetch, and the TLS sessions that go with them.
final class CookieJar {
  let share: UnsafeMutableRawPointer?

  init() {
    share = curl_share_init()
    curl_share_set_data(share, CURL_LOCK_DATA_COOKIE)
    curl_share_set_data(share, CURL_LOCK_DATA_SSL_SESSION)
  }

  deinit { curl_share_cleanup(share) }
}

/// TLS sessions to resume. A share of libcurl 7.88 keeps only eight, so hosts are spread over many.
final class TLSSessions {
  private var shares: [UnsafeMutableRawPointer?] = Array(repeating: nil, count: 64)

  func share(host: String) -> UnsafeMutableRawPointer? {
    let place = Int(UInt(bitPattern: host.hashValue) % UInt(shares.count))
    if shares[place] == nil {
      shares[place] = curl_share_init()
      curl_share_set_data(shares[place], CURL_LOCK_DATA_SSL_SESSION)
    }
    return shares[place]
  }

  func close() {
    for case let share? in shares { curl_share_cleanup(share) }
    shares = []
  }

  deinit { close() }
}
