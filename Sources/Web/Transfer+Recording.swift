import CCurl
import WebURL

/// The messages of a transfer, for archives.
struct TransferRecording {
  /// The header of the latest request as libcurl has sent it.
  private(set) var requestHeader: [UInt8] = []
  /// The exchanges of all hops so far.
  var exchanges: [HTTPExchange] = []

  init(_ exchanges: [HTTPExchange] = []) { self.exchanges = exchanges }

  mutating func beginHop() { requestHeader = [] }

  /// Adds a part of a request header. libcurl sends a request again if the server has closed an idle
  /// connection, and another one to a proxy before the first through a tunnel.
  mutating func addRequest(_ bytes: UnsafeRawBufferPointer) {
    if requestHeader.suffix(4).elementsEqual("\r\n\r\n".utf8) { requestHeader = [] }
    requestHeader += bytes
  }
}

extension Transfer {
  /// Lets libcurl pass the requests that it sends to this transfer, as long as the option is set.
  func setRecordingCallback(_ context: UnsafeMutableRawPointer) {
    curl_easy_set_pointer(easy, CURLOPT_DEBUGDATA, context)
    curl_easy_set_debug(easy) { _, kind, bytes, count, context in
      if kind == CURLINFO_HEADER_OUT {
        Transfer.from(context).recording.addRequest(
          UnsafeRawBufferPointer(start: bytes, count: count))
      }
      return 0
    }
  }

  /// Records the exchange of a hop that has ended.
  func recordExchange(_ receiver: ResponseReceiver) {
    guard request.recordsExchanges else { return }
    recording.exchanges.append(
      HTTPExchange(
        url: url, peer: request.connection.proxy == nil ? handle.peer : nil,
        requestHeader: recording.requestHeader, responseHeader: receiver.recordedHeader,
        body: receiver.head.status == 304 ? [] : receiver.encodedBody,
        configuredFields: Set(request.header.fields.map { $0.name.lowercased() })))
  }
}
