import CCurl

/// The TLS sessions of transfers without a cookie jar. A share of libcurl 7.88 keeps only eight
/// sessions, so that hosts are distributed over many shares.
final class TLSSessionCache {
  private var shares: [UnsafeMutableRawPointer?] = Array(repeating: nil, count: 64)

  /// Returns the share for a host.
  func share(host: String) -> UnsafeMutableRawPointer? {
    let index = Int(UInt(bitPattern: host.hashValue) % UInt(shares.count))
    if shares[index] == nil {
      shares[index] = curl_share_init()
      curl_share_set_data(shares[index], CURL_LOCK_DATA_SSL_SESSION)
    }
    return shares[index]
  }

  func close() {
    for case let share? in shares { curl_share_cleanup(share) }
    shares = []
  }

  deinit { close() }
}
