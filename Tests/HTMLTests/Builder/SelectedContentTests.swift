import Testing

@testable import HTML

@Suite struct `Selected content` {
  @Test(arguments: [
    (
      "<select><option>a<option>b</select>c",
      "<select><option>a</option><option>b</option></select>c"
    ),
    (
      "<select><optgroup><option>a<optgroup>b<hr>c",
      "<select><optgroup><option>a</option></optgroup><optgroup>b</optgroup><hr>c</select>"
    ),
    ("<select>a<select>b", "<select>a</select>b"),
    ("<select>a<input>b", "<select>a</select><input>b"),
    ("<select><div><option>a</div></select>", "<select><div><option>a</option></div></select>"),
    (
      "<select><button><selectedcontent></button><option>a<option selected>b",
      "<select><button><selectedcontent>b</selectedcontent></button><option>a</option><option selected=\"\">b</option></select>"
    ),
    (
      "<select multiple><selectedcontent></selectedcontent><option>a",
      "<select multiple=\"\"><selectedcontent></selectedcontent><option>a</option></select>"
    ),
    (
      "<select><option>a<selectedcontent>b</selectedcontent>c",
      "<select><option>a<selectedcontent>b</selectedcontent>c</option></select>"
    ),
  ])
  func `Select elements follow the standard`(html: String, tree: String) {
    #expect(serializedTree(html) == tree)
  }
}
