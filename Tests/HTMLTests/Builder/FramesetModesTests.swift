import Testing

@testable import HTML

@Suite struct `Frameset modes` {
  @Test(arguments: [
    (
      "<frameset><frame><frameset> x</frameset>\n</frameset> <!--a--></html> <!--b--><noframes>c",
      "<html><head></head><frameset><frame><frameset> </frameset>\n</frameset> <!--a--> <noframes>c</noframes></html><!--b-->"
    ),
    ("<p> <frameset>", "<html><head></head><frameset></frameset></html>"),
    ("x<frameset>", "x"),
    ("<frameset></frameset><p>x<frame>", "<html><head></head><frameset></frameset></html>"),
    ("<frameset><html a=b></div><p>", "<html a=\"b\"><head></head><frameset></frameset></html>"),
  ])
  func `Framesets follow the standard`(html: String, tree: String) {
    #expect(serializedTree(html) == tree)
  }
}
