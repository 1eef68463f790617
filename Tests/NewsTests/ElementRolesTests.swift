import HTML
import Testing

@testable import News

@Suite struct ElementRolesTests {
  private func roles(_ names: String) -> ElementRoles {
    var names = names
    return names.withUTF8(RoleWords.roles)
  }

  private func roles(of html: String) -> ElementRoles {
    ElementRoles(of: Document(html).body!.descendants.first { $0.isElement }!)
  }

  @Test(arguments: [
    "block-d23a75d202261cbd", "el-0ad31c7", "id-4daf-ad66-f086", "wrap__hAdKwL", "c6a00ad83",
  ])
  func `Letters of generated names are no words`(_ name: String) {
    #expect(roles(name).isDisjoint(with: .boilerplate))
  }

  @Test(arguments: ["leftAd", "ad-300x250", "ad1", "side-ad-slot", "adBox"])
  func `An advertisement is recognized by its name`(_ name: String) {
    #expect(roles(name).contains(.advertisement))
  }

  @Test func `Words after a preposition and words of styles say nothing about the element`() {
    for name in ["has-sidebar", "l-grid--with-right-rail", "no-comments", "cta-padding-top"] {
      #expect(roles(name).isDisjoint(with: .boilerplate), "\(name)")
    }
    #expect(roles("share-with-friends").contains(.share))
    #expect(roles("right-sidebar").contains(.aside))
  }

  @Test func `An element is hidden if its name says so of the element itself, at all widths`() {
    for name in ["hidden", "is-hidden", "visually-hidden", "sr-only", "d-none", "hidden-desktop"] {
      #expect(roles(name).contains(.hidden), "\(name)")
    }
    for name in [
      "overflow-hidden", "field-label-hidden", "hidden-mobile", "fx-invisible", "d-none d-md-block",
      "hidden md:block",
    ] {
      #expect(!roles(name).contains(.hidden), "\(name)")
    }
  }

  @Test func `Ids made of the words of a heading are no hints`() {
    #expect(roles(of: "<h2 id=what-is-social-shopping>What is it?</h2>") == [])
    #expect(roles(of: "<section id=form-a-company><h2>Form a company</h2>…</section>") == [])
    #expect(roles(of: "<section id=comments><h2>Comments</h2></section>").contains(.comments))
    #expect(roles(of: "<div id=com12>I agree.</div>").contains(.comments))
  }

  @Test func `The sections, tags and authors of a post in its classes are no roles`() {
    let post = "<div class='post type-post category-newsletter tag-ads entry-author-vera'>…</div>"
    #expect(roles(of: post).isDisjoint(with: .boilerplate))
  }
}
