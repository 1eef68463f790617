import Foundation

extension String {
  /// The text with everything percent-encoded but unreserved characters (RFC 3986, 2.3).
  var percentEncodedComponent: String {
    let unreserved = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:")
    return addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }
}

extension Sequence<UInt8> {
  /// The bytes in lower-case hexadecimal digits.
  var hexadecimal: String {
    map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }
}
