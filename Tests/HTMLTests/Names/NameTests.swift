import Testing

@testable import HTML

@Suite struct `Names` {
  @Test func `The table finds all static names`() {
    let table = NameTable.shared
    for number in 1...UInt16(Name.staticCount) {
      let letters = String(decoding: table.bytes(of: number), as: UTF8.self)
      #expect(Name(letters)?.number == number, "\(letters)")
      #expect(Name(letters)?.string == letters)
    }
    #expect(Name("") == nil && Name("x-unknown") == nil && Name("DIV") == nil)
    #expect(Name(number: 0).string == nil)
  }

  @Test func `The constants have the text of their identifiers`() {
    #expect(Name.div.string == "div")
    #expect(Name.acceptCharset.string == "accept-charset")
    #expect(Name.foreignObject.string == "foreignObject")
    #expect(Name.foreignobject.string == "foreignobject")
    #expect(Name.xlinkHref.string == "xlink:href")
    #expect(Name.class.string == "class")
    #expect(Name.datetime.description == "datetime")
  }

  @Test func `HTML elements have numbers below 256`() {
    for name in ["a", "xmp", "svg", "math", "selectedcontent", "template", "var", "malignmark"] {
      #expect(Name(name).map { $0.number < 256 } == true)
    }
  }

  @Test func `Similar names are distinct`() {
    let names = [
      "data-aaaaaaaa1", "data-aaaaaaaa2", "data-aaaaaaaa", "data-aaa", "data-aaaa", "clas",
      "classs",
    ]
    let tag = "<p " + names.map { "\($0)='\($0)'" }.joined(separator: " ") + ">"
    let p = Document(tag).body?.firstElementChild
    for name in names { #expect(p?[name] == name) }
    #expect(p?.attributes.count == names.count)
  }
}
