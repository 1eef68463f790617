import Testing

@testable import News

@Suite struct PersonNamesTests {
  @Test func `Names of people are distinguished from desks, places and user names`() {
    #expect(PersonNames.split("By Ida Brandt and Tomas Rehn") == ["Ida Brandt", "Tomas Rehn"])
    #expect(PersonNames.split("Von Anna Sleegers, Frankfurt") == ["Anna Sleegers"])
    #expect(PersonNames.split("Redaktion") == [])
    #expect(PersonNames.split("ida@harbour-post.example") == [])
    #expect(PersonNames.split("박준석 기자") == ["박준석"])
    #expect(PersonNames.afterByline("Posted on 3 May 2020 by Adi Lund") == ["Adi Lund"])
    #expect(PersonNames.afterByline("By the river it was quiet") == [])
  }
}
