import Testing

@testable import HTML

@Suite struct `Adoption agency` {
  @Test(arguments: [
    ("<b>1<i>2</b>3</i>4", "<b>1<i>2</i></b><i>3</i>4"),
    ("<b>1<p>2</b>3", "<b>1</b><p><b>2</b>3</p>"),
    ("<b>1<p>2<div>3</b>4", "<b>1<p>2</p></b><div><b>3</b>4</div>"),
    ("<a>1<div>2<a>3", "<a>1</a><div><a>2</a><a>3</a></div>"),
    ("<p><b><i>1</p><p>2", "<p><b><i>1</i></b></p><p><b><i>2</i></b></p>"),
    (
      "<p><b a=1><b a=1><b a=1><b a=1>x<p>y",
      "<p><b a=\"1\"><b a=\"1\"><b a=\"1\"><b a=\"1\">x</b></b></b></b></p><p><b a=\"1\"><b a=\"1\"><b a=\"1\">y</b></b></b></p>"
    ),
    (
      "<p><b a=1 c=2><b c=2 a=1><b a=1 c=2><b a=3>x<p>y",
      "<p><b a=\"1\" c=\"2\"><b c=\"2\" a=\"1\"><b a=\"1\" c=\"2\"><b a=\"3\">x</b></b></b></b></p><p><b a=\"1\" c=\"2\"><b c=\"2\" a=\"1\"><b a=\"1\" c=\"2\"><b a=\"3\">y</b></b></b></b></p>"
    ),
    (
      "<b><em><i><u><s><p>x</b>y",
      "<b><em><i><u><s></s></u></i></em></b><i><u><s><p><b>x</b>y</p></s></u></i>"
    ),
    ("<i><span><p>x</i>y", "<i><span></span></i><p><i>x</i>y</p>"),
    ("</b>x<b></b></b>", "x<b></b>"),
    ("<b><td></b>x", "<b></b>x"),
  ])
  func `Misnested formatting elements follow the adoption agency algorithm`(
    html: String, tree: String
  ) {
    #expect(serializedTree(html) == tree)
  }
}
