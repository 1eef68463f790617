import Testing
import Web

@testable import Watch

@Suite struct RemedyTests {
  private func error(
    _ stage: RoundError.Stage = .fetch, _ cause: RoundError.Cause = .other,
    fetch: FetchError.Stage? = nil
  ) -> RoundError {
    var error = RoundError(stage, "http://news.test/", "reason", cause: cause)
    error.fetchStage = fetch
    return error
  }

  @Test func `Each cause that a person can act on has a remedy that names the setting`() {
    #expect(error(.status, .gone).remedy?.contains("“url”") == true)
    #expect(error(.status, .blocked).remedy?.contains("“cookies: true”") == true)
    #expect(error(.robots, .disallowed).remedy?.contains("“robots: false”") == true)
    #expect(error(.fetch, .forbiddenAddress).remedy?.contains("“allow”") == true)
    #expect(
      error(.fetch, .redirected(toForbiddenAddress: true)).remedy
        == error(.fetch, .forbiddenAddress).remedy)
    #expect(error(.list).remedy?.contains("teasers --explain") == true)
    #expect(error(.list, .partial).remedy?.contains("tree --select") == true)
  }

  @Test func `The remedy of a host that does not answer depends on the stage of the fetch`() {
    let stages: [FetchError.Stage] = [.dns, .tls, .proxy, .command, .connect]
    let remedies = stages.map { error(.fetch, .unreachable, fetch: $0).remedy }
    #expect(Set(remedies).count == stages.count && !remedies.contains(nil))
  }

  @Test func `An overloaded server and a host on hold need patience only`() {
    #expect(error(.status, .overloaded).remedy == nil)
    #expect(error(.fetch, .onHold(until: .epoch)).remedy == nil)
  }
}
