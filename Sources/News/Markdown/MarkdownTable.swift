import HTML

/// A table of GitHub Flavored Markdown: its first row is the header, cells are one line each.
struct MarkdownTable {
  private var rows: [[String]] = []
  private var columns = 0

  /// Columns that spanning cells may add; cells themselves are never dropped.
  private static let maximumColumns = 64

  /// Nil if the element is no table of data: it has fewer than two columns or holds another table.
  init?(_ table: Node) {
    guard !table.descendantElements.contains(where: { $0.name == .table }) else { return nil }
    // Cells of earlier rows that reach into the rows below: rows left by column.
    var spans: [Int: Int] = [:]
    for row in table.descendantElements where row.name == .tr {
      var cells: [String] = []
      func skipSpans() {
        while let left = spans[cells.count] {
          spans[cells.count] = left > 1 ? left - 1 : nil
          cells.append("")
        }
      }
      for cell in row.childElements where cell.name == .td || cell.name == .th {
        skipSpans()
        let height = Self.span(cell, .rowspan)
        let width = min(Self.span(cell, .colspan), max(1, Self.maximumColumns - cells.count))
        if height > 1, cells.count < Self.maximumColumns {
          for column in cells.count..<cells.count + width { spans[column] = height - 1 }
        }
        cells.append(
          MarkdownInlines(Array(cell.children), isInTable: true).lines.joined(separator: " "))
        cells += Array(repeating: "", count: width - 1)
      }
      skipSpans()
      if cells.contains(where: { !$0.isEmpty }) { rows.append(cells) }
    }
    columns = rows.reduce(0) { max($0, $1.count) }
    guard columns > 1 else { return nil }
  }

  private static func span(_ cell: Node, _ name: Name) -> Int {
    max(1, min(cell[name].flatMap { Int($0) } ?? 1, 1000))
  }

  var lines: [String] {
    let lines = rows.map { cells in
      let padded = cells + Array(repeating: "", count: columns - cells.count)
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let delimiter = "|" + String(repeating: " --- |", count: columns)
    return [lines[0], delimiter] + lines.dropFirst()
  }
}
