/// The frame of each page: the head, the navigation and the title.
struct StatusLayout {
  var title: String
  /// The path of the page in the navigation, if it is there.
  var current: String?

  private static let sections = [("/", "Sources"), ("/deliveries", "Deliveries")]

  func page(_ content: Markup) -> Markup {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(title) – Ledewatch</title>
    <link rel="stylesheet" href="/style.css">
    <link rel="icon" type="image/svg+xml" href="/icon.svg">
    </head>
    <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header>
    <p class="name"><a href="/">Ledewatch</a></p>
    <nav aria-label="Sections"><ul>\(navigation)</ul></nav>
    </header>
    <main id="content">
    <h1 dir="auto">\(title)</h1>
    \(content)
    </main>
    </body>
    </html>

    """
  }

  private var navigation: [Markup] {
    StatusLayout.sections.map { path, name in
      let mark: Markup = path == current ? " aria-current=\"page\"" : .empty
      return "<li><a href=\"\(path)\"\(mark)>\(name)</a></li>"
    }
  }
}
