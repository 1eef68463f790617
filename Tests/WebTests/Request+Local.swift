import TestSupport
import WebURL

@testable import Web

extension Request {
  /// Returns a request to a server on loopback that the configuration allows.
  static func local(
    _ url: WebURL, allowing hosts: Set<String> = ["127.0.0.1"],
    configure: (inout Request) -> Void = { _ in }
  ) -> Request {
    var request = Request(
      url, addressPolicy: AddressPolicy(allowed: hosts.compactMap(AllowedHost.init)))
    // On a busy machine, a fetch may wait for long.
    request.bounds.maximumDuration = .seconds(600)
    request.bounds.maximumConnectDuration = .seconds(600)
    request.bounds.minimumSpeedPeriod = .seconds(600)
    configure(&request)
    return request
  }
}

extension Client {
  /// Returns the error of a fetch; nil if it succeeds.
  nonisolated func failure(of request: Request) async -> FetchError? {
    do throws(FetchError) {
      _ = try await fetch(request)
      return nil
    } catch {
      return error
    }
  }
}
