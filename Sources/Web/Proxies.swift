/// Ways out other than our own connections.
enum Proxies {
  /// Those that take host names, so that no look-up of ours tells where we go.
  static func areUsable(_ proxy: String) -> Bool {
    ["http://", "https://", "socks4a://", "socks5h://"].contains { proxy.hasPrefix($0) }
  }
}
