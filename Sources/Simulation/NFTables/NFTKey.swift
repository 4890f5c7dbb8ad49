/// The parts of a concatenation, in place: no allocation for each packet.
struct NFTKey: Hashable {
  /// More parts than this are not evaluated; a key of 64 bytes rarely has as many.
  static let capacity = 8

  private var parts: (UInt128, UInt128, UInt128, UInt128, UInt128, UInt128, UInt128, UInt128) =
    (0, 0, 0, 0, 0, 0, 0, 0)
  private(set) var count = 0

  /// Adds the next part.
  mutating func append(_ value: UInt128) {
    switch count {
    case 0: parts.0 = value
    case 1: parts.1 = value
    case 2: parts.2 = value
    case 3: parts.3 = value
    case 4: parts.4 = value
    case 5: parts.5 = value
    case 6: parts.6 = value
    case 7: parts.7 = value
    case _: return
    }
    count += 1
  }

  /// A part by its number.
  subscript(index: Int) -> UInt128 {
    switch index {
    case 0: parts.0
    case 1: parts.1
    case 2: parts.2
    case 3: parts.3
    case 4: parts.4
    case 5: parts.5
    case 6: parts.6
    case _: parts.7
    }
  }

  /// Whether each part lies in its run.
  func lies(in intervals: [NFTInterval]) -> Bool {
    guard intervals.count == count else { return false }
    for index in 0..<count where !intervals[index].contains(self[index]) { return false }
    return true
  }

  static func == (left: NFTKey, right: NFTKey) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where left[index] != right[index] { return false }
    return true
  }

  func hash(into hasher: inout Hasher) {
    for index in 0..<count { hasher.combine(self[index]) }
  }
}
