import Basics
import Foundation
import Settings
import TestSupport
import Testing
import WebURL

@testable import Notifications

@Suite struct ChatMessageTests {
  private func chat(_ service: ChatServiceName) -> Chat {
    var chat = Chat(service)
    chat.url = WebURL("https://chat.example/base")
    (chat.token, chat.recipient) = ("t0ken", "#room:chat.example/x")
    return chat
  }

  private func event(
    _ title: String, _ summary: String = "The lede.", kind: EventKind = .new,
    url: String = "https://news.example/1?a=1&b=2"
  ) throws -> Event {
    let record: [String: Any] = [
      "id": "a1", "url": url, "title": title, "summary": summary,
      "_ledewatch": ["version": 2, "event": kind.rawValue],
    ]
    return Event(
      kind: kind, source: "gazette", deliveryKey: "a1-r1-desk", at: 1_773_483_300,
      record: Array(try JSONSerialization.data(withJSONObject: record)))
  }

  private func body(_ message: ChatMessage) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(message.body)) as? [String: Any])
  }

  /// Returns the strings in a JSON value.
  private func texts(_ value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let array as [Any]: array.flatMap(texts)
    case let object as [String: Any]: object.values.flatMap(texts)
    default: []
    }
  }

  // MARK: - Shapes

  @Test(arguments: [
    (ChatServiceName.ntfy, "https://chat.example/base/", "Authorization", "Bearer t0ken"),
    (.gotify, "https://chat.example/base/message", "X-Gotify-Key", "t0ken"),
    (.slack, "https://chat.example/base", "", ""),
    (.mattermost, "https://chat.example/base", "", ""),
    (.discord, "https://chat.example/base", "", ""),
    (
      .matrix,
      "https://chat.example/base/_matrix/client/v3/rooms/%23room:chat.example%2Fx/send/m.room.message/a1-r1-desk",
      "Authorization", "Bearer t0ken"
    ),
    (.telegram, "https://chat.example/base/bott0ken/sendMessage", "", ""),
    (.pushover, "https://chat.example/base/1/messages.json", "", ""),
  ])
  func `Each service is requested at its address with its key`(
    _ service: ChatServiceName, url: String, name: String, value: String
  ) throws {
    let message = try #require(ChatMessage(chat(service), event("Title")))
    #expect(message.url.string == url)
    #expect(message.isPut == (service == .matrix))
    let own = message.fields.filter { $0.name != "Content-Type" }
    #expect(own.map(\.name) == [name].filter { !$0.isEmpty } && own.first?.value ?? "" == value)
    let texts = texts(try body(message))
    #expect(texts.contains { $0.contains("Title") } && texts.contains { $0.contains("lede") })
    #expect(texts.contains { $0.contains("https://news.example/1") })
    #expect(!texts.contains { $0.contains("{{") || $0.isEmpty })
  }

  @Test func `A service without a configured server has its usual one, and no key no field`()
    throws
  {
    var ntfy = Chat(.ntfy)
    ntfy.recipient = "topic"
    let message = try #require(ChatMessage(ntfy, event("Title")))
    #expect(message.url.string == "https://ntfy.sh/" && message.fields.count == 1)
    var telegram = Chat(.telegram)
    (telegram.token, telegram.recipient) = ("1:x", "42")
    #expect(
      ChatMessage(telegram, try event("Title"))?.url.string
        == "https://api.telegram.org/bot1:x/sendMessage")
  }

  @Test func `The kind of the event is part of the title unless the article is new`() throws {
    let message = try #require(ChatMessage(chat(.ntfy), event("Title", kind: .revised)))
    #expect(try body(message)["title"] as? String == "revised: Title")
  }

  @Test func `An event without a link has no empty address`() throws {
    for service in ChatServiceName.allCases {
      let message = try #require(ChatMessage(chat(service), event("Title", url: "")))
      #expect(!texts(try body(message)).contains(""))
    }
  }

  // MARK: - Hostile text

  private static let hostile = [
    "two\nlines\r\nand\u{0}NUL \u{1B}[31mred\u{7}", "\u{202E}abc\u{202C} \u{2066}x",
    "$(reboot) `id` ../../etc \"quoted\" 'single' \\", "<b>bold</b> & <script>alert(1)</script>",
    "<!channel> <@U123> @everyone @channel @here", "*a* _b_ ~c~ [x](http://evil.example) # h",
    "=?utf-8?B?QUJD?= {{token}} {{title}}", String(repeating: "long ", count: 2000),
    String(repeating: "👩‍👩‍👧‍👦", count: 3000), "שלום עולם", "한국어 기사",
  ]

  @Test(arguments: ChatServiceName.allCases, hostile)
  func `Hostile text stays text, within the limits of the service`(
    _ service: ChatServiceName, _ text: String
  ) throws {
    let message = try #require(ChatMessage(chat(service), event(text, text + " lede")))
    let texts = texts(try body(message))
    for sent in texts {
      #expect(!sent.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
      // Where HTML is understood, only the plain form of a message has brackets.
      if service == .telegram { #expect(!sent.contains("<script>")) }
    }
    let service = ChatService.named(service)
    let total = texts.map { service.unit == .bytes ? $0.utf8.count : $0.utf16.count }.max() ?? 0
    #expect(total <= service.limit + 60)
    #expect(!message.url.string.contains("t0ken") || message.url.string.contains("/bott0ken/"))
    // A placeholder in a text is text, so it cannot reveal the key.
    let keyed = texts.filter { $0.contains("t0ken") }
    #expect(keyed.allSatisfy { $0 == "t0ken" })
  }

  @Test func `HTML, Slack's sequences, and Markdown with mentions are escaped`() throws {
    let text = "<!channel> a & b *c* @all"
    func sent(_ service: ChatServiceName) throws -> String {
      texts(try body(try #require(ChatMessage(chat(service), event(text))))).joined(separator: "\n")
    }
    #expect(try sent(.telegram).contains("<b>&lt;!channel&gt; a &amp; b *c* @all</b>"))
    #expect(try sent(.mattermost).contains("**\\<\\!channel\\> a \\& b \\*c\\* @\u{2060}all**"))
    let discord = try body(try #require(ChatMessage(chat(.discord), event(text))))
    #expect((discord["allowed_mentions"] as? [String: [String]]) == ["parse": []])
    // Slack shows blocks of plain text as they are; the text beside them is for notifications.
    let slack = try body(try #require(ChatMessage(chat(.slack), event(text))))
    #expect(slack["text"] as? String == "&lt;!channel&gt; a &amp; b *c* @all")
  }

  @Test func `A long text is cut so that title, text and link fit`() throws {
    let words = String(repeating: "wörd & ", count: 2000)
    for (name, key) in [
      (ChatServiceName.ntfy, "message"), (.telegram, "text"), (.pushover, "message"),
    ] {
      let message = try #require(ChatMessage(chat(name), event("Title", words)))
      let text = try #require(try body(message)[key] as? String)
      let service = ChatService.named(name)
      let length = service.unit == .bytes ? text.utf8.count : text.utf16.count
      #expect(length <= service.limit && length > service.limit / 4)
      #expect(text.contains("…"))
    }
  }
}
