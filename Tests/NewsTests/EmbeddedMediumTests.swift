import Testing

@testable import News

@Suite struct EmbeddedMediumTests {
  private func html(_ embed: String) -> String { Example.article(between: [embed, ""]).html }

  @Test func `An embedded video leaves a link`() {
    let frame = html(
      "<figure><iframe src=https://video.example/embed/abc title='The vote'></iframe>"
        + "<figcaption>The debate of 9 March</figcaption></figure>")
    #expect(frame.contains("<a href=\"https://video.example/embed/abc\">The vote</a>"))
    #expect(frame.contains("<figcaption>The debate of 9 March</figcaption>"))
    let video = html("<video controls><source src=/media/market.mp4 type=video/mp4></video>")
    #expect(video.contains("<a href=\"https://example.org/media/market.mp4\">"))
  }

  @Test(arguments: [
    "<iframe src=https://ads.example/slot></iframe>",
    "<iframe src=https://video.example/embed/abc style='display:none'></iframe>",
    "<iframe src=about:blank allowfullscreen></iframe>",
    "<div class=advertisement><iframe src=https://video.example/embed/abc></iframe></div>",
    "<iframe src=javascript:x() allowfullscreen></iframe>",
    "<iframe src=http://192.168.0.1/embed/abc></iframe>",
  ])
  func `Frames that show nothing to watch or read leave no link`(_ frame: String) {
    #expect(!html(frame).contains("<a "))
  }

  @Test(arguments: [
    "<img src='data:image/gif;base64,R0lG' data-srcset='/s.png 360w, /w.png 1536w'>",
    "<img src='data:image/gif;base64,R0lG'><noscript><img src=/w.png></noscript>",
    "<img src=/img/blank.gif><noscript><img src=/w.png></noscript>",
    "<picture><source srcset='/s.png 360w, /w.png 720w'><img></picture>",
    "<img src=/img/placeholder.svg srcset='/s.png 1x, /w.png 2x'>",
    "<img data-src=/w.png src=/s.png>",
  ])
  func `An image that is loaded late is written with its own address`(_ image: String) {
    let written = html("<figure>\(image)<figcaption>The pier.</figcaption></figure>")
    #expect(written.contains("src=\"https://example.org/w.png\""))
  }
}
