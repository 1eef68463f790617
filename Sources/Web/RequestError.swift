/// The reason why a request cannot be sent as it is, in words for a person.
struct RequestError: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
