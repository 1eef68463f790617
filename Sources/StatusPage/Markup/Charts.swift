import Basics
import Watch

/// A row of bars: the articles of each day.
struct Sparkline {
  /// The oldest day first.
  let counts: [Int]

  private static let height = 20
  private static let step = 4

  /// An image with a description in words.
  var image: Markup {
    let (maximum, total) = (counts.max() ?? 0, counts.reduce(0, +))
    guard maximum > 0 else { return "<span class=\"muted\">none</span>" }
    let bars: [Markup] = counts.enumerated().filter { $0.element > 0 }.map { day, count in
      let height = max(2, Sparkline.height * count / maximum)
      return """
        <rect x="\(day * Sparkline.step)" y="\(Sparkline.height - height)" width="3" height="\(height)"/>
        """
    }
    let width = counts.count * Sparkline.step
    let baseline: Markup = """
      <rect class="shade0" y="\(Sparkline.height - 1)" width="\(width)" height="1"/>
      """
    let label = "\(total) articles in \(counts.count) days, at most \(maximum) a day"
    return """
      <svg class="spark" role="img" aria-label="\(label)" width="\(width)" height="\(Sparkline.height)" \
      viewBox="0 0 \(width) \(Sparkline.height)"><title>\(label)</title>\(baseline)\(bars)</svg>
      """
  }
}

/// A chart of the hours of the week: the darker, the more articles.
struct RhythmChart {
  /// The number of articles in each hour of the week, from Monday at midnight on.
  let counts: [Int]
  /// The name of the time zone.
  let zone: String

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let names = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let (cell, left, top) = (20, 40, 18)

  var figure: Markup {
    let (cell, left, top) = (RhythmChart.cell, RhythmChart.left, RhythmChart.top)
    let (width, height) = (left + 24 * cell, top + 7 * cell)
    return """
      <figure>
      <div class="scroll" tabindex="0" role="region" aria-label="Chart of the rhythm">
      <svg class="rhythm" role="img" aria-label="\(summary)" viewBox="0 0 \(width) \(height)">
      <title>\(summary)</title>\(hours)\(days)</svg></div>
      <figcaption>New articles by weekday and hour (\(zone)). \(summary)</figcaption>
      </figure>
      """
  }

  /// The busiest day and hour in words.
  private var summary: String {
    let byDay = (0..<7).map { day in counts[(24 * day)..<(24 * day + 24)].reduce(0, +) }
    let byHour = (0..<24).map { hour in
      stride(from: hour, to: 168, by: 24).reduce(0) { $0 + counts[$1] }
    }
    guard let day = byDay.indices.max(by: { byDay[$0] < byDay[$1] }),
      let hour = byHour.indices.max(by: { byHour[$0] < byHour[$1] })
    else { return "" }
    return "Most on \(RhythmChart.names[day]) (\(byDay[day])) and between \(hour):00 and "
      + "\(hour + 1):00 (\(byHour[hour]))."
  }

  private var hours: [Markup] {
    stride(from: 0, to: 24, by: 6).map { hour in
      let x = RhythmChart.left + hour * RhythmChart.cell
      return "<text x=\"\(x)\" y=\"12\">\(hour):00</text>"
    }
  }

  private var days: [Markup] {
    let maximum = max(1, counts.max() ?? 1)
    return RhythmChart.weekdays.enumerated().map { day, name in
      let y = RhythmChart.top + day * RhythmChart.cell
      let cells: [Markup] = (0..<24).map { hour in
        let count = counts[24 * day + hour]
        // Five shades: none, then a quarter each.
        let shade = count == 0 ? 0 : 1 + min(3, (count - 1) * 4 / maximum)
        let x = RhythmChart.left + hour * RhythmChart.cell
        let side = RhythmChart.cell - 2
        return """
          <rect class="shade\(shade)" x="\(x)" y="\(y)" width="\(side)" height="\(side)">\
          <title>\(name) \(hour):00: \(count)</title></rect>
          """
      }
      return "<text x=\"0\" y=\"\(y + 14)\">\(name)</text>\(cells)"
    }
  }
}
