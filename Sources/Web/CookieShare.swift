import CCurl
import Glibc

/// Cookies of one name, kept from fetch to fetch, and the TLS sessions that go with them.
final class SharedJar {
  let share: UnsafeMutableRawPointer?

  private var home = ""
  private var mark: Int64?
  /// What it is to begin with, until a handle comes by.
  private var beginning: [Cookie]?
  /// What it has come to hold, until somebody is told.
  private var news: [Cookie]?

  init() {
    share = curl_share_init()
    curl_share_set_data(share, CURL_LOCK_DATA_COOKIE)
    curl_share_set_data(share, CURL_LOCK_DATA_SSL_SESSION)
  }

  deinit { curl_share_cleanup(share) }

  /// - Parameter easy: a handle that has the share.
  func become(_ jar: CookieJar, by easy: UnsafeMutableRawPointer) {
    home = jar.home
    guard mark != jar.mark else { return }
    mark = jar.mark
    news = nil
    hold(jar.cookies, easy)
  }

  /// Answers may have set something.
  /// - Parameter easy: a handle that has the share.
  func settle(by easy: UnsafeMutableRawPointer) {
    let all = CookieLines.of(easy).map { line in
      line.dropLast().withUnsafeBytes { FieldText.decode($0.bindMemory(to: UInt8.self)) }
    }
    let cookies = all.compactMap(Cookie.init(line:))
    let kept = CookieJar.kept(of: cookies, home: home, now: Int64(time(nil)))
    if kept.map(\.line) != all { hold(kept, easy) }
    news = kept
  }

  /// What it holds, where that may be news.
  func takeNews() -> [Cookie]? {
    defer { news = nil }
    return news
  }

  private func hold(_ cookies: [Cookie], _ easy: UnsafeMutableRawPointer) {
    curl_easy_set_string(easy, CURLOPT_COOKIELIST, "ALL")
    for cookie in cookies {
      let bytes = FieldText.encode(cookie.line) + [0]
      bytes.withUnsafeBytes {
        _ = curl_easy_set_string(
          easy, CURLOPT_COOKIELIST, $0.assumingMemoryBound(to: CChar.self).baseAddress)
      }
    }
  }
}

/// The cookies that a handle or its share knows, as libcurl writes them.
enum CookieLines {
  /// NUL-terminated.
  static func of(_ easy: UnsafeMutableRawPointer) -> [[CChar]] {
    var list: UnsafeMutableRawPointer?
    curl_easy_get_pointer(easy, CURLINFO_COOKIELIST, &list)
    let first = list?.assumingMemoryBound(to: curl_slist.self)
    defer { curl_slist_free_all(first) }
    return sequence(first: first) { $0?.pointee.next }.prefix { $0 != nil }
      .compactMap {
        $0?.pointee.data.map { Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1)) }
      }
  }
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
