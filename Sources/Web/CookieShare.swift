import CCurl
import Glibc

/// A share of libcurl with the cookies of one jar and the TLS sessions that were made with them.
final class CookieShare {
  let share: UnsafeMutableRawPointer?

  private var home = ""
  private var mark: Int64?
  /// The content after the latest update, until it is taken.
  private var update: [Cookie]?

  init() {
    share = curl_share_init()
    curl_share_set_data(share, CURL_LOCK_DATA_COOKIE)
    curl_share_set_data(share, CURL_LOCK_DATA_SSL_SESSION)
  }

  deinit { curl_share_cleanup(share) }

  /// Adopts the jar of a request: its home, and its cookies if its mark is new.
  /// - Parameter easy: A handle that uses the share.
  func adopt(_ jar: CookieJar, with easy: UnsafeMutableRawPointer) {
    home = jar.home
    guard mark != jar.mark else { return }
    mark = jar.mark
    update = nil
    replaceCookies(with: jar.cookies, easy)
  }

  /// Removes the cookies that the jar does not keep, after responses may have set some. Does nothing
  /// before a jar is adopted.
  /// - Parameter easy: A handle that uses the share.
  func update(with easy: UnsafeMutableRawPointer) {
    guard mark != nil else { return }
    let lines = CookieLines.of(easy).map(CookieLines.text)
    let cookies = lines.compactMap(Cookie.init(line:))
    let retained = CookieJar.retained(cookies, home: home, now: Int64(time(nil)))
    if retained.map(\.line) != lines { replaceCookies(with: retained, easy) }
    update = retained
  }

  /// Returns the cookies if they may have changed since the previous call.
  func takeUpdate() -> [Cookie]? {
    defer { update = nil }
    return update
  }

  private func replaceCookies(with cookies: [Cookie], _ easy: UnsafeMutableRawPointer) {
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

/// The cookies of a handle or its share, in the notation of libcurl.
enum CookieLines {
  /// Returns the lines, NUL-terminated.
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

  /// Returns a NUL-terminated line as bytes U+0000–U+00FF.
  static func text(_ line: [CChar]) -> String {
    line.dropLast().withUnsafeBytes { FieldText.decode($0.bindMemory(to: UInt8.self)) }
  }
}
