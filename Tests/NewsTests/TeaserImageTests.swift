import Testing

@testable import News

/// The images of teasers: pictures in all lazy forms, and neither placeholders nor portraits.
@Suite("Images of teasers") struct TeaserImageTests {
  private func images(_ image: String) -> [String?] {
    let items = (1...5).map { k in
      "<article><a href=/n/\(k)>\(image.replacing("$n", with: "\(k)"))</a>"
        + "<h2><a href=/n/\(k)>\(Example.paragraphs[k % 3].prefix(40)) \(k)</a></h2></article>"
    }
    let page = "<html lang=en><body><main>\(items.joined())</main></body></html>"
    return Listing(Example.page(page, at: "https://example.org/news"), context: Example.context)
      .teasers.map(\.image)
  }

  private static let pictures: [String?] = (1...5).map { "https://example.org/p/\($0).jpg" }

  @Test(arguments: [
    "<img src=/blank.gif data-src=/p/$n.jpg>", "<img src=/p/$n.jpg srcset='/p/$n-2.jpg 2x'>",
    "<img src=/img/loading.svg data-srcset='/p/$n.jpg 300w, /p/$n-9.jpg 900w'>",
    "<img src='data:image/gif;base64,R0lG' class=lazy><noscript><img src=/p/$n.jpg></noscript>",
    "<img src=/placeholder.png><noscript><img src=/p/$n.jpg></noscript>",
    "<picture><source srcset='/p/$n.jpg 424w,\n /q/$n.jpg 848w'><img src='' alt=''></picture>",
    "<div style='background-image: url(\"/p/$n.jpg\")'></div>",
    "<div data-bg=/p/$n.jpg></div>", "<amp-img src=/p/$n.jpg width=600></amp-img>",
    "<img class=avatar src=/av/jo.jpg><img src=/p/$n.jpg>",
    "<img width=24 src=/icons/$n.png><img src=/p/$n.jpg>",
    "<img src=/sign.png><img src=/p/$n.jpg>",
  ]) func `The picture is found`(in markup: String) {
    #expect(images(markup) == Self.pictures)
  }

  @Test func `An address in a set may contain commas`() {
    let found = images(
      "<picture><source srcset='\n https://cdn.example/w_4,f_webp/$n.png 424w, /q/$n.png 848w'></picture>"
        + "<img src=''>")
    #expect(found.count == 5)
    #expect(
      ImageSource.first(ofSet: "\n https://cdn.example/w_4,f_webp/1.png 424w, /q/1.png 848w")
        == "https://cdn.example/w_4,f_webp/1.png")
    #expect(ImageSource.first(ofSet: "/a.png, /b.png 2x") == "/a.png")
    #expect(ImageSource.first(ofSet: " , ") == nil)
  }

  @Test func `A placeholder alone is no image`() {
    #expect(images("<img src=/img/spacer.gif>") == [nil, nil, nil, nil, nil])
  }
}
