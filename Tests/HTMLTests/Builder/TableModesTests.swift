import Testing

@testable import HTML

@Suite struct `Table modes` {
  @Test(arguments: [
    (
      "<table><tr><td>a<td>b<tr><th>c</table>d",
      "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></tbody></table>d"
    ),
    ("<table>a<tr>b<td>c</td>d</table>", "abd<table><tbody><tr><td>c</td></tr></tbody></table>"),
    ("<table> <tr> <td>c</table>", "<table> <tbody><tr> <td>c</td></tr></tbody></table>"),
    ("<table> a<tr>", " a<table><tbody><tr></tr></tbody></table>"),
    ("<table> &nbsp;<tr>", " &nbsp;<table><tbody><tr></tr></tbody></table>"),
    ("<table>a\0b", "ab<table></table>"),
    ("<table><b>a<tr><td>b</b>c", "<b>a</b><table><tbody><tr><td>bc</td></tr></tbody></table>"),
    ("<table><div>a</div><p>b", "<div>a</div><p>b</p><table></table>"),
    (
      "<table><caption><p>a</caption><col><tr>",
      "<table><caption><p>a</p></caption><colgroup><col></colgroup><tbody><tr></tr></tbody></table>"
    ),
    (
      "<table><caption>a<tr><td>b",
      "<table><caption>a</caption><tbody><tr><td>b</td></tr></tbody></table>"
    ),
    ("<table><caption>a</td></table>b", "<table><caption>a</caption></table>b"),
    (
      "<table><colgroup> <col>x</colgroup><td>",
      "x<table><colgroup> <col></colgroup><tbody><tr><td></td></tr></tbody></table>"
    ),
    (
      "<table><colgroup></col><template></template><tbody>",
      "<table><colgroup><template></template></colgroup><tbody></tbody></table>"
    ),
    (
      "<table><thead><tr><td>a<tfoot><tbody><td>b",
      "<table><thead><tr><td>a</td></tr></thead><tfoot></tfoot><tbody><tr><td>b</td></tr></tbody></table>"
    ),
    (
      "<table><tbody></thead></caption></tbody></tfoot><tr></td></th></tr></tbody>",
      "<table><tbody></tbody><tbody><tr></tr></tbody></table>"
    ),
    ("<table><table>a", "<table></table>a<table></table>"),
    (
      "<table><td><table><td>a</table>b</table>",
      "<table><tbody><tr><td><table><tbody><tr><td>a</td></tr></tbody></table>b</td></tr></tbody></table>"
    ),
    (
      "<table><form>a<form><input type=HIDDEN><input>",
      "a<input><table><form></form><input type=\"HIDDEN\"></table>"
    ),
    (
      "<table><script>a</script><style>b</style>",
      "<table><script>a</script><style>b</style></table>"
    ),
    ("<table><td></body></html></caption>a", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    (
      "<table><td></tr><td>a</tbody>",
      "<table><tbody><tr><td></td></tr><tr><td>a</td></tr></tbody></table>"
    ),
    (
      "<!DOCTYPE html><p><table>",
      "<!DOCTYPE html><html><head></head><body><p></p><table></table></body></html>"
    ),
    ("<p><table>", "<p><table></table></p>"),
    (
      "<table><!--a--><tr><!--b--></table>",
      "<table><!--a--><tbody><tr><!--b--></tr></tbody></table>"
    ),
    ("<table>a<!DOCTYPE html>b", "ab<table></table>"),
    ("<a><table><a>x", "<a><a>x</a><table></table></a>"),
  ])
  func `Tables and foster parenting follow the standard`(html: String, tree: String) {
    #expect(serializedTree(html) == tree)
  }
}
