import Basics
import Web

extension WARCFile {
  /// Appends the request and the response of an exchange.
  /// - Returns: The id of the response.
  @discardableResult
  package mutating func append(_ exchange: HTTPExchange, date: Timestamp) -> String {
    let date = exchange.receivedAt ?? date
    let target = exchange.url.string
    var fields: [(name: String, value: String)] = []
    if let peer = exchange.peer { fields.append(("WARC-IP-Address", peer)) }
    if let transport = exchange.transport { fields.append(("WARC-Protocol", transport)) }
    var request = WARCRecord(
      .request, date: date, target: target, contentType: "application/http;msgtype=request",
      block: exchange.requestHeader, payloadStart: exchange.requestHeader.count)
    request.fields = fields
    var response = WARCRecord(
      .response, date: date, target: target, contentType: "application/http;msgtype=response",
      block: exchange.responseHeader + exchange.body,
      payloadStart: exchange.isTruncated ? nil : exchange.responseHeader.count)
    response.fields = fields
    if exchange.isTruncated { response.fields.append(("WARC-Truncated", "length")) }
    // A response that a program has fetched has no request.
    if !exchange.requestHeader.isEmpty {
      response.fields.append(("WARC-Concurrent-To", append(request)))
    }
    return append(response)
  }
}
