/// URLs that a hostile site may refer to, so that this process requests something inside a private
/// network (server-side request forgery). None of them may be contacted.
package enum ForgeryTargets {
  /// The names that resolve to loopback in tests.
  package static let names = [
    "inward.test", "inward.test.", "localhost", "localhost.", "sub.localhost",
    "xn--bcher-kva.test", "metadata.google.internal",
  ]

  /// Returns the entries by which a client of a test resolves the names.
  package static func resolvedNames(port: UInt16, address: String = "127.0.0.1") -> [String] {
    names.map { "\($0):\(port):\(address)" }
  }

  /// Returns URLs and references. Those that lead to loopback have the port.
  package static func all(port: UInt16) -> [String] {
    hosts.map { "http://\($0):\(port)/" }
      + spellings.map { $0.replacing("{port}", with: "\(port)") }
      + privateHosts.map { "http://\($0)/latest/meta-data/" } + otherSchemes(port: port)
  }

  /// Loopback, as hosts.
  private static let hosts =
    names + [
      "127.0.0.1", "127.0.0.1.", "127.255.255.254", "127.1", "127.0.1", "2130706433", "0x7f000001",
      "0x7f.1", "0x7F.0x0.0x0.0x1", "0177.0.0.1", "0177.1", "017700000001", "00000177.0.0.1", "0",
      "0.0.0.0", "0x0", "00", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::]",
      "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:FFFF:127.0.0.1]", "[::127.0.0.1]",
      "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]",
      "[2002:7f00:1::]", "[::1%25lo]", "[fe80::1%25eth0]", "[fe80::1%eth0]",
      "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "１２７．１", "0ｘ7f.1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "LOCALHOST",
      "LocalHost.", "bücher.test", "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "local%68ost",
      "desk.example@127.0.0.1", "desk.example:80@127.0.0.1", "a%40b@127.0.0.1", "@127.0.0.1",
      "127.1.0.1@127.0.0.1", "127.1.0.1%20@127.0.0.1",
    ]

  /// Loopback, in spellings of the whole reference.
  private static let spellings = [
    "//127.0.0.1:{port}/", "\\\\127.0.0.1:{port}\\", "/\\127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}/", "http:///127.0.0.1:{port}/", "HTTP://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}?x", "http://127.0.0.1:{port}#x", "http://127.0.0.1:0{port}/",
    "http://127.0.0.1:{port}\\@127.1.0.1/", "http://127.0.0.1:{port}/..//../admin",
    "https://127.0.0.1:{port}/",
  ]

  /// Private networks, metadata services and addresses of several hosts.
  private static let privateHosts = [
    "10.0.0.1", "10.1", "0xa.0.0.1", "012.0.0.1", "167772161", "172.16.0.1", "172.31.255.1",
    "192.168.1.1", "3232235777", "0xc0a80101", "100.64.0.1", "198.18.0.1", "192.0.2.1", "192.0.0.8",
    "[fd00::1]", "[fc00::1]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[::ffff:10.0.0.1]",
    "[::ffff:a00:1]", "[64:ff9b::a00:1]", "[2002:a00:1::]", "224.0.0.1", "239.255.255.250",
    "255.255.255.255", "[2001:db8::1]", "[100::1]",
    "169.254.169.254", "169.254.169.254.", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376",
    "169.254.43518", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "①⑥⑨.②⑤④.①⑥⑨.②⑤④", "169.254.170.2",
    "[fd00:ec2::254]", "[fd00:0ec2:0:0:0:0:0:0254]", "[fd20:ce::254]", "100.100.100.200",
    "168.63.129.16", "192.0.0.192",
  ]

  private static func otherSchemes(port: UInt16) -> [String] {
    [
      "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:\(port)/",
      "gopher://127.0.0.1:\(port)/_GET%20/", "dict://127.0.0.1:\(port)/",
      "ldap://127.0.0.1:\(port)/",
      "tftp://127.0.0.1:\(port)/", "scp://127.0.0.1:\(port)/", "smb://127.0.0.1/x",
      "telnet://127.0.0.1:\(port)/", "ws://127.0.0.1:\(port)/", "wss://127.0.0.1:\(port)/",
      "data:text/html,x", "javascript:alert(1)", "blob:http://127.0.0.1:\(port)/x",
      "view-source:http://127.0.0.1:\(port)/", "unix:/run/x", "http+unix://%2frun%2fx/",
    ]
  }
}
