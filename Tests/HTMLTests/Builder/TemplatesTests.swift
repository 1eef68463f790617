import Testing

@testable import HTML

@Suite struct `Templates` {
  @Test(arguments: [
    ("<div><template>a<p>b</template>c", "<div><template>a<p>b</p></template>c</div>"),
    ("<div><template><td>a</td></template>", "<div><template><td>a</td></template></div>"),
    (
      "<div><template><tr><td>a</template>b", "<div><template><tr><td>a</td></tr></template>b</div>"
    ),
    ("<div><template><col><tr></template>", "<div><template><col></template></div>"),
    (
      "<div><template><caption>a<tbody>b</template>",
      "<div><template><caption>a</caption><tbody></tbody>b</template></div>"
    ),
    ("<div><template><html a=b><body c=d><head>x", "<div><template>x</template></div>"),
    (
      "<div><template><template>a</template>b</template>c</template>",
      "<div><template><template>a</template>b</template>c</div>"
    ),
    (
      "<table><template>a</template><tr>",
      "<table><template>a</template><tbody><tr></tr></tbody></table>"
    ),
    ("<b><template></b>a</template>b", "<b><template>a</template>b</b>"),
    ("<div><template><form><form>", "<div><template><form><form></form></form></template></div>"),
    (
      "<template><title>x</title><link></template>",
      "<html><head><template><title>x</title><link></template></head><body></body></html>"
    ),
  ])
  func `Templates follow the standard`(html: String, tree: String) {
    #expect(serializedTree(html) == tree)
  }
}
