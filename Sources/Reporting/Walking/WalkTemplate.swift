import Addressing
public import Simulation

/// The JSON of a walk with the source port left out: the answer for every flow that differs in
/// nothing else, where nothing looks at source ports.
public struct WalkTemplate: Sendable {
  private let pieces: [[UInt8]]

  /// The template of a walk: its text, cut where the flow's own source port stands.
  public init?(_ walk: Walk) {
    var marks: [Int] = []
    var text: [UInt8] = []
    walk.writeJSON(to: &text, includingSteps: false, sourcePortsAt: &marks)
    var pieces: [[UInt8]] = []
    var start = 0
    let digits = String(walk.flow.sourcePort).utf8.count
    for mark in marks {
      guard mark >= start, mark + digits <= text.count else { return nil }
      pieces.append(Array(text[start..<mark]))
      start = mark + digits
    }
    pieces.append(Array(text[start...]))
    self.pieces = pieces
  }

  /// Appends the answer for a flow with this source port.
  public func write(sourcePort: UInt16, to out: inout [UInt8]) {
    for (index, piece) in pieces.enumerated() {
      if index > 0 { JSONWriter.append(Int(sourcePort), to: &out) }
      out += piece
    }
  }
}
