/// Rows in columns where they fit, one below the other where they do not.
struct TextTable {
  struct Cell {
    var text: String
    var colour: TextStyle.Colour?

    init(_ text: String, _ colour: TextStyle.Colour? = nil) {
      self.text = text
      self.colour = colour
    }
  }

  var headings: [String]
  var rows: [[Cell]]

  func lines(_ style: TextStyle) -> [String] {
    let widths = headings.indices.map { column in
      max(headings[column].count, rows.map { $0[column].text.count }.max() ?? 0)
    }
    let total = widths.reduce(0, +) + 2 * (widths.count - 1)
    return total <= style.width ? columns(widths, style) : stacked(style)
  }

  private func columns(_ widths: [Int], _ style: TextStyle) -> [String] {
    let heading = line(headings.map { Cell($0, .quiet) }, widths, style)
    return [heading] + rows.map { line($0, widths, style) }
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ style: TextStyle) -> String {
    var out = ""
    for (column, cell) in cells.enumerated() {
      let last = cells[(column + 1)...].allSatisfy(\.text.isEmpty)
      let painted = cell.colour.map { style.paint(cell.text, $0) } ?? cell.text
      out += painted
      if last { break }
      out += String(repeating: " ", count: widths[column] - cell.text.count + 2)
    }
    return out
  }

  /// The first cell on a line of its own, the others below it with their headings.
  private func stacked(_ style: TextStyle) -> [String] {
    rows.flatMap { cells -> [String] in
      let first = style.wrapped(cells[0].text, colour: cells[0].colour)
      let rest = zip(headings, cells).dropFirst().filter { !$1.text.isEmpty }
      return first
        + rest.flatMap { heading, cell in
          style.wrapped(cell.text, first: "  \(heading.lowercased()): ", colour: cell.colour)
        }
    }
  }
}
