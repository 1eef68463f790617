/// SQL conditions on states, in the same form as in the partial indexes of the schema.
enum Condition {
  /// Articles whose entries are not in the spool yet: index `article_pending`.
  static let articlePending = "state < \(ArticleState.spooled.rawValue)"
  /// Articles to be fetched: index `article_pending`.
  static let articleOwed = "\(articlePending) AND state = \(ArticleState.owed.rawValue)"
  /// Articles that need no further work.
  static let articleDone = "state >= \(ArticleState.spooled.rawValue)"
  /// Events whose entries are not in the spool yet: index `event_staged`.
  static let eventStaged = "is_staged = 1"
  /// Deliveries to be attempted: index `delivery_pending`.
  static let deliveryPending = "delivery.state = \(DeliveryState.pending.rawValue)"
  /// Deliveries that have not succeeded.
  static let deliveryOpen = "delivery.state < \(DeliveryState.delivered.rawValue)"
}
