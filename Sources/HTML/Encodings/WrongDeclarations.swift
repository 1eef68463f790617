extension SniffedEncoding {
  /// What a declaration is taken for where the bytes say that it is wrong. Browsers believe it.
  ///
  /// - UTF-8 that is declared as something else: text of other encodings is not valid UTF-8 by
  ///   chance, less so the more of it is beyond ASCII.
  /// - A header that says UTF-8 for all pages of a server, while the page says better itself.
  public func doubted(_ bytes: [UInt8]) -> SniffedEncoding {
    guard source == .transport || source == .meta else { return self }
    return bytes.withUnsafeBufferPointer { buffer in
      guard encoding == .utf8 else {
        return isUTF8AfterAll(buffer, bytes) ? SniffedEncoding(.utf8, .content) : self
      }
      guard source == .transport,
        let said = MetaPrescan.encoding(in: buffer.prefix(MetaPrescan.length)), said != .utf8,
        UTF8Validation.firstInvalid(in: buffer) != nil,
        said.decode(bytes).replacements * 10 < encoding.decode(bytes).replacements
      else { return self }
      return SniffedEncoding(said, .meta)
    }
  }

  /// So many characters beyond ASCII that are valid UTF-8 are no chance.
  private static let enough = 12
  /// So many will do when the declared encoding does not fit.
  private static let few = 2

  private func isUTF8AfterAll(_ buffer: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8]) -> Bool {
    guard encoding != .utf16LE, encoding != .utf16BE,
      UTF8Validation.firstInvalid(in: buffer) == nil
    else { return false }
    var characters = 0
    for byte in buffer where byte >= 0xC0 {
      characters += 1
      if characters >= SniffedEncoding.enough { return true }
    }
    return characters >= SniffedEncoding.few && encoding.decode(bytes).replacements > 0
  }
}
