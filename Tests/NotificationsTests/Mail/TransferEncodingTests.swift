import Foundation
import Testing

@testable import Notifications

@Suite struct TransferEncodingTests {
  @Test(arguments: [
    ("", "\r\n"), ("a=b", "a=3Db\r\n"), ("trailing \nx\t", "trailing=20\r\nx=09\r\n"),
    (".\n..\nFrom x", "=2E\r\n=2E.\r\n=46rom x\r\n"), ("the café is", "the caf=C3=A9 is\r\n"),
    ("a\r\nb\rc", "a\r\nb\r\nc\r\n"),
    (
      String(repeating: "x", count: 76) + ".",
      String(repeating: "x", count: 75) + "=\r\nx.\r\n"
    ),
    (
      String(repeating: "x", count: 75) + ".", String(repeating: "x", count: 75) + "=\r\n=2E\r\n"
    ),
  ])
  func `Text that is mostly ASCII is quoted-printable`(text: String, encoded: String) {
    let encoding = TransferEncoding(text)
    #expect(encoding.name == "quoted-printable" && encoding.text == encoded)
  }

  @Test func `Other text is base64 with CRLF line ends`() throws {
    let text = String(repeating: "新しい船\n", count: 20)
    let encoding = TransferEncoding(text)
    #expect(encoding.name == "base64")
    let data = try #require(
      Data(base64Encoded: encoding.text, options: .ignoreUnknownCharacters))
    #expect(String(decoding: data, as: UTF8.self) == text.replacing("\n", with: "\r\n"))
    #expect(encoding.text.components(separatedBy: "\r\n").allSatisfy { $0.count <= 76 })
  }
}
