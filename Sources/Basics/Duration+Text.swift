extension Duration {
  /// The duration in whole seconds.
  package var roundedToSeconds: Duration { .seconds(seconds.rounded()) }

  /// The duration as the configuration writes it: `1h30m`, `10m`, `0.5s`, `10ms`.
  package var shortDescription: String {
    guard let total = Int(exactly: seconds) else {
      let milliseconds = seconds * 1000
      if abs(milliseconds) < 1000, let whole = Int(exactly: milliseconds) { return "\(whole)ms" }
      return "\(seconds)s"
    }
    guard total > 0 else { return "\(total)s" }
    var rest = total
    var text = ""
    for (size, unit) in [(86_400, "d"), (3600, "h"), (60, "m"), (1, "s")] where rest >= size {
      text += "\(rest / size)\(unit)"
      rest %= size
    }
    return text
  }
}
