/// A request to a WebSub hub.
package enum FeedHub {
  /// Returns the form that tells a hub of changed feeds. WebSub (W3C, 2018) leaves this form to hubs; the common ones
  /// accept that of PubSubHubbub 0.4, with one `hub.url` for each feed.
  package static func body(_ topics: [String]) -> [UInt8] {
    Array("hub.mode=publish".utf8)
      + topics.flatMap { Array("&hub.url=".utf8) + Array($0.percentEncodedComponent.utf8) }
  }
}
