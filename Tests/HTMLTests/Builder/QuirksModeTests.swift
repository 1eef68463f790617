import Testing

@testable import HTML

@Suite struct `Quirks mode` {
  @Test(arguments: [
    ("<!DOCTYPE html>", QuirksMode.noQuirks),
    ("<!DOCTYPE html SYSTEM 'about:legacy-compat'>", .noQuirks),
    ("", .quirks), ("<p>", .quirks), ("<!DOCTYPE x>", .quirks), ("<!DOCTYPE html x>", .quirks),
    ("<!DOCTYPE html PUBLIC 'HTML'>", .quirks),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 3.2//EN'>", .quirks),
    (
      "<!DOCTYPE html SYSTEM 'http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd'>", .quirks
    ),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>", .quirks),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'x'>", .limitedQuirks),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN'>", .limitedQuirks),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'>", .noQuirks),
  ])
  func `The doctype determines the quirks mode`(html: String, mode: QuirksMode) {
    #expect(Document(html).quirks == mode)
  }
}
