import Basics
import Ledger
import Settings

import struct Foundation.TimeZone

/// The delay until a source is polled next. The windows of the source may extend it.
struct PollDelay: Hashable, Sendable {
  /// The delay with the jitter of this time.
  var usual: Duration
  /// The shortest delay that any jitter gives. A window that opens after it is not missed.
  var minimum: Duration

  /// Returns the rest of the delay after some time has passed.
  func elapsed(by time: Duration) -> PollDelay {
    PollDelay(usual: max(.zero, usual - time), minimum: max(.zero, minimum - time))
  }

  /// Returns the delay, extended to a minimum.
  func extended(to delay: Duration) -> PollDelay {
    PollDelay(usual: max(usual, delay), minimum: max(minimum, delay))
  }
}

/// The schedule of a source's polls.
extension Source {
  /// The accumulated waiting time of news at which a poll with an adaptive interval is
  /// worth its cost. At one news item an hour it yields a poll every quarter of an hour.
  static let worthOfPoll = Duration.seconds(900.0 * 900 / 2 / 3600)

  /// Sources that become due together after a restart are polled at this rate per second.
  private static let startupPollsPerSecond = 50.0

  /// Returns the delay after a successful round.
  /// - Parameters:
  ///   - freshFor: the `max-age` of the page.
  ///   - jitter: a random number in 0..<1.
  func delay(
    after polling: PollingState, freshFor: Duration?, now: Timestamp, jitter: Double
  ) -> PollDelay {
    let range = usualDelays(polling, now: now)
    let delay = range.lowerBound + (range.upperBound - range.lowerBound) * jitter
    return PollDelay(usual: delay, minimum: range.lowerBound)
      .extended(to: min(freshFor ?? .zero, PollingState.maximumFreshness))
  }

  /// Returns the interval with 5 % jitter to either side, so that sources do not poll in step, but
  /// within the configured bounds.
  private func usualDelays(_ polling: PollingState, now: Timestamp) -> ClosedRange<Duration> {
    guard self.schedule.isAdaptive else {
      return self.schedule.interval * 0.95...self.schedule.interval * 1.05
    }
    let minimum = self.schedule.minimumInterval
    let bounds = minimum...max(minimum, self.schedule.maximumInterval)
    let delay = (polling.publicationPattern ?? PublicationPattern()).pollDelay(
      at: now, in: self.dates.timeZone, worth: Source.worthOfPoll, bounds: bounds)
    let shortest = max(bounds.lowerBound, delay * 0.95)
    return shortest...max(shortest, min(bounds.upperBound, delay * 1.05))
  }

  /// Returns the delay from the start of the service, or the configuration of the source, to the
  /// first poll.
  /// - Parameters:
  ///   - lastRound: the time of the last round.
  ///   - batchSize: the number of sources that start together.
  func firstDelay(
    _ polling: PollingState, lastRound: Timestamp?, now: Timestamp, batchSize: Int, jitter: Double
  ) -> PollDelay {
    let freshTime = polling.freshTime(now: now)
    if let delay = storedDelay(polling, lastRound: lastRound, now: now), delay.usual > .zero {
      return delay.extended(to: freshTime)
    }
    // Overdue polls are spread after a restart.
    let spread = min(
      self.schedule.interval / 2, .seconds(Double(batchSize) / Source.startupPollsPerSecond))
    let delay = batchSize > 1 ? spread * jitter : .zero
    return PollDelay(usual: delay, minimum: delay).extended(to: freshTime)
  }

  /// Returns the delay to the stored due time, but not more than the current settings allow. The
  /// settings or the clock may have changed since it was stored.
  private func storedDelay(_ polling: PollingState, lastRound: Timestamp?, now: Timestamp)
    -> PollDelay?
  {
    guard let due = polling.nextDue, due > now else { return nil }
    if let lastRound, lastRound <= now {
      let usual = usualDelays(polling, now: lastRound)
      return PollDelay(
        usual: min(due, lastRound + usual.upperBound) - now,
        minimum: min(due, lastRound + usual.lowerBound) - now)
    }
    let freshTime = polling.freshTime(now: now)
    let longest = delayWithinWindows(
      delay(after: polling, freshFor: freshTime, now: now, jitter: 1), now: now, jitter: 1)
    return due <= now + longest ? PollDelay(usual: due - now, minimum: due - now) : nil
  }

  /// Returns the usual delay if a window is open at its end, else the delay until one opens.
  func delayWithinWindows(_ delay: PollDelay, now: Timestamp, jitter: Double) -> Duration {
    let windows = self.schedule.windows
    guard let window = windows.nextOpening(from: now + delay.usual, in: self.dates.timeZone),
      window.lowerBound > now + delay.usual
    else { return delay.usual }
    // Jitter alone must not skip a window.
    let earlier = windows.nextOpening(from: now + delay.minimum, in: self.dates.timeZone) ?? window
    // Polls are spread over the start of a window, and end well before a short one closes.
    let length = earlier.upperBound - earlier.lowerBound
    let spread = min(self.schedule.interval, .seconds(300), length / 2)
    return earlier.lowerBound - now + spread * jitter
  }
}
